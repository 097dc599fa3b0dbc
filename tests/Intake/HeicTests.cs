using Xunit;
using Zaitaku.Bot.Intake.Files;

namespace Zaitaku.Tests.Intake;

/// <summary>An iPhone's photo keeps the picture and nothing of where it was taken.</summary>
public sealed class HeicTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1, true)] // XMP inside the description.
    [InlineData(2, true)]
    public void ThePictureStays_AsItIs_AndWhereItWasTakenGoes(int version, bool isXmpInside)
    {
        byte[] photo = HeicSamples.Photo(version, isXmpInside, more: [HeicSamples.Box("mpvd", Samples.Gps), HeicSamples.Box("uuid", [.. new byte[16], .. Samples.Gps])]);
        Assert.Equal(FileKind.Heic, FileKind.Of(photo));
        byte[] clean = PhotoCleaning.Clean(FileKind.Heic, photo)!;
        Assert.Equal(-1, clean.AsSpan().IndexOf(Samples.Gps));
        Assert.Equal(-1, clean.AsSpan().IndexOf("xmpmeta"u8));
        Assert.Equal((photo.Length, photo.AsSpan().IndexOf(HeicSamples.Picture)), (clean.Length, clean.AsSpan().IndexOf(HeicSamples.Picture))); // The file counts from its beginning.
        Assert.True(clean.AsSpan().IndexOf(HeicSamples.Turn) > 0); // Which way is up stays.
        Assert.Equal(clean, PhotoCleaning.Clean(FileKind.Heic, clean));
    }

    [Fact]
    public void WhatCannotBeUnderstood_IsNotTaken()
    {
        Assert.All(new Dictionary<string, byte[]>
        {
            ["only its first box"] = [0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8],
            ["a tail that is no box"] = [.. HeicSamples.Photo(), 1, 2, 3],
            ["described twice"] = HeicSamples.Photo(more: HeicSamples.Photo()),
            ["a picture that begins in the Exif"] = HeicSamples.Photo(pictureAt: 4),
            ["a picture outside the file"] = HeicSamples.Photo(pictureAt: 4_000),
            ["a picture before the data"] = HeicSamples.Photo(pictureAt: -40),
            ["a picture that is a JPEG with an Exif of its own"] = HeicSamples.Photo(primaryKind: "jpeg"),
            ["a fourth version of the places"] = HeicSamples.Photo(version: 3),
        }, row => Assert.True(PhotoCleaning.Clean(FileKind.Heic, row.Value) is null, row.Key));
    }

    /// <summary>Cut anywhere, or with any one byte another: taken without the place, or not taken.</summary>
    [Fact]
    public void ADamagedPhoto_NeverTellsWhere()
    {
        byte[] whole = HeicSamples.Photo(isXmpInside: true, more: [HeicSamples.Box("uuid", Samples.Gps)]);
        for (int at = 0; at < whole.Length; at++)
        {
            Tells(whole[..at], $"cut at {at}");
            foreach (byte other in new byte[] { 0, 1, 2, 8, 0x44, 0x7F, 0xFF, (byte)(whole[at] ^ 1), (byte)(whole[at] + 8) })
            {
                byte[] damaged = [.. whole];
                damaged[at] = other;
                Tells(damaged, $"{other} at {at}");
            }
        }
    }

    private static void Tells(byte[] photo, string how) =>
        Assert.True(PhotoCleaning.Clean(FileKind.Heic, photo) is not { } clean || clean.AsSpan().IndexOf(Samples.Gps) < 0, how);
}
