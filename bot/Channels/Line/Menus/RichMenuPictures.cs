namespace Zaitaku.Bot.Channels.Line.Menus;

/// <summary>The menus' pictures, carried inside the program.</summary>
public static class RichMenuPictures
{
    public const string MediaType = "image/png";

    public static ReadOnlyMemory<byte> Of(RichMenuDesign design)
    {
        string name = $"Zaitaku.Bot.Menus.{design.Key}.png";
        using Stream stream = typeof(RichMenuPictures).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program carries no picture {name}.");
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
