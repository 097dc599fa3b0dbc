using System.Net;
using System.Net.Http.Headers;
using Xunit;
using Zaitaku.Bot.Channels;

namespace Zaitaku.Tests.Channels;

/// <summary>How long a platform asks us to wait, in both of the forms HTTP has for it.</summary>
public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 3, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("13", 13)]
    [InlineData("Wed, 01 Apr 2026 03:00:40 GMT", 40)]
    [InlineData("86400", 900)]
    [InlineData("Thu, 01 Apr 2027 03:00:00 GMT", 900)]
    [InlineData("Wed, 01 Apr 2026 02:59:00 GMT", null)]
    [InlineData("0", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public void Wish_IsUnderstood_AndBounded(string? header, int? seconds)
    {
        using HttpResponseMessage answer = new(HttpStatusCode.TooManyRequests);
        HttpResponseHeaders headers = answer.Headers;
        if (header is not null)
        {
            headers.TryAddWithoutValidation("Retry-After", header);
        }

        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, ChannelHttp.WishOf(answer, Now));
    }
}
