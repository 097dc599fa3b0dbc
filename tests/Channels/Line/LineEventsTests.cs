using System.Text;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Line;

namespace Zaitaku.Tests.Channels.Line;

public sealed class LineEventsTests
{
    [Theory]
    [InlineData("text", EventKind.Text)]
    [InlineData("text-emoji", EventKind.Text)]
    [InlineData("text-room", EventKind.Text)]
    [InlineData("image", EventKind.Media)]
    [InlineData("video", EventKind.Media)]
    [InlineData("audio", EventKind.Media)]
    [InlineData("file", EventKind.Media)]
    [InlineData("location", EventKind.Location)]
    [InlineData("sticker", EventKind.Sticker)]
    [InlineData("unsend", EventKind.Unsend)]
    [InlineData("follow", EventKind.Follow)]
    [InlineData("unfollow", EventKind.Unfollow)]
    [InlineData("join", EventKind.Join)]
    [InlineData("leave", EventKind.Leave)]
    [InlineData("member-joined", EventKind.MemberJoined)]
    [InlineData("member-left", EventKind.MemberLeft)]
    [InlineData("postback", EventKind.Postback)]
    [InlineData("postback-datetime", EventKind.Postback)]
    [InlineData("video-play-complete", EventKind.Other)]
    [InlineData("beacon", EventKind.Other)]
    [InlineData("account-link", EventKind.Other)]
    [InlineData("membership", EventKind.Other)]
    [InlineData("module", EventKind.Other)]
    [InlineData("activated", EventKind.Other)]
    [InlineData("deactivated", EventKind.Other)]
    [InlineData("bot-suspended", EventKind.Other)]
    [InlineData("bot-resumed", EventKind.Other)]
    [InlineData("delivery", EventKind.Other)]
    public void EveryKindIsKept(string fixture, EventKind kind)
    {
        ChannelEvent heard = Webhooks.Only("contract", fixture);
        Assert.Equal(kind, heard.Kind);
        Assert.Equal("line", heard.Channel);
        Assert.StartsWith("01JQ", heard.EventId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type-last-and-new-properties", EventKind.Text)]
    [InlineData("message-edited", EventKind.Edited)]
    [InlineData("unknown-event", EventKind.Other)]
    [InlineData("unknown-message", EventKind.Other)]
    [InlineData("account-link-failed-without-source", EventKind.Other)]
    [InlineData("follow-without-detail", EventKind.Follow)]
    [InlineData("text-without-quote-token", EventKind.Text)]
    [InlineData("group-without-user", EventKind.Text)]
    [InlineData("no-event-id", EventKind.Text)]
    [InlineData("unknown-source", EventKind.Text)]
    [InlineData("unknown-mode", EventKind.Text)]
    public void WhatLineMayAddTomorrow_IsKeptToo(string fixture, EventKind kind) => Assert.Equal(kind, Webhooks.Only("additive", fixture).Kind);

    [Fact]
    public void EveryFixtureIsInARow()
    {
        Assert.Equal(34, Webhooks.Names("contract").Length);
        Assert.Equal(12, Webhooks.Names("additive").Length);
    }

    [Fact]
    public void AText_HasWhoWhereWhenAndHowToAnswer()
    {
        ChannelEvent heard = Webhooks.Only("contract", "text");
        Assert.Equal("鶴見橋の近くで夜も往診してくれる先生", heard.Text);
        Assert.Equal((Webhooks.UserId, Webhooks.UserId, false), (heard.UserId, heard.Address, heard.IsGroup));
        Assert.Equal("444573844083572737", heard.MessageId);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_775_048_400_001), heard.SaidAt);
        Assert.Equal(Webhooks.ReceivedAt.AddSeconds(50), heard.ReplyTokenExpiresAt);
        Assert.Equal(32, heard.ReplyToken!.Length);
    }

    [Fact]
    public void InAGroup_TheAddressIsTheGroup_AndOnlyAMentionOfUsIsForUs()
    {
        ChannelEvent mentioned = Webhooks.Only("contract", "text-group-mention");
        Assert.Equal((Webhooks.GroupId, Webhooks.UserId, true, true), (mentioned.Address, mentioned.UserId, mentioned.IsGroup, mentioned.IsMentioned));
        Assert.Equal("今夜の当番は？ @佐藤さん", mentioned.Text);

        ChannelEvent talk = Webhooks.Only("contract", "text-group");
        Assert.Equal((true, false, "おつかれさまです"), (talk.IsGroup, talk.IsMentioned, talk.Text));
        Assert.Null(Webhooks.Only("additive", "group-without-user").UserId);
        Assert.Equal("R33333333333333333333333333333333", Webhooks.Only("contract", "text-room").Address);
    }

    [Theory]
    [InlineData("ねえ🏥@在宅 近くの薬局", 4, 3, "ねえ🏥 近くの薬局")]   // indexes are UTF-16 units: 🏥 counts two
    [InlineData("@在宅", 0, 3, "")]
    [InlineData("@在宅 薬局", 90, 3, "@在宅 薬局")]                    // out of the text: left
    [InlineData("@在宅 薬局", -1, 3, "@在宅 薬局")]
    [InlineData("@在宅 薬局", 2, 2147483647, "@在宅 薬局")]
    public void AMentionIsTakenOutOfTheWords(string text, long index, long length, string words)
    {
        ChannelEvent heard = Assert.Single(Webhooks.Read($$$$"""
            {"destination":"U","events":[{"type":"message","source":{"type":"group","groupId":"C1"},"message":{"type":"text","id":"1","text":"{{{{text}}}}",
            "mention":{"mentionees":[{"type":"user","index":{{{{index}}}},"length":{{{{length}}}},"isSelf":true}]}}}]}
            """).Events);
        Assert.Equal((words, true), (heard.Text, heard.IsMentioned));
    }

    [Fact]
    public void AStickerSaysItsWords_AnUnsendNamesTheMessage_APositionHasNoAddress()
    {
        Assert.Equal("助かりました", Webhooks.Only("contract", "sticker").Text);
        Assert.Equal("444573844083572741", Webhooks.Only("contract", "unsend").MessageId);
        ChannelEvent position = Webhooks.Only("contract", "location");
        Assert.Equal((38.727, 139.826), (position.Latitude, position.Longitude));
        Assert.Null(position.Text);
        Assert.Equal("place:12", Webhooks.Only("contract", "postback").PostbackData);
    }

    [Fact]
    public void OnStandby_WeHaveNoTokenAndSaySo()
    {
        ChannelEvent heard = Webhooks.Only("contract", "standby");
        Assert.True(heard.IsStandby);
        Assert.Null(heard.ReplyToken);
    }

    [Theory]
    [InlineData(0, 50)]              // at once: the usual time
    [InlineData(19 * 60 + 30, 30)]   // only until 20 minutes after the event
    [InlineData(20 * 60, null)]      // void
    public void ARedeliveredToken_IsVoidTwentyMinutesAfterTheEvent(int secondsLate, int? secondsLeft)
    {
        DateTimeOffset saidAt = Webhooks.Only("contract", "redelivery").SaidAt;
        DateTimeOffset receivedAt = saidAt.AddSeconds(secondsLate);
        ChannelEvent heard = Assert.Single(LineEvents.Read(Webhooks.Body("contract", "redelivery"), receivedAt)!.Events);
        Assert.Equal(secondsLeft is { } left ? receivedAt.AddSeconds(left) : null, heard.ReplyTokenExpiresAt);
        Assert.Equal(secondsLeft is null, heard.ReplyToken is null);
    }

    [Fact]
    public void WithoutAnEventId_ItsContentIsItsId_AlsoWhenRedelivered()
    {
        string body = Encoding.UTF8.GetString(Webhooks.Body("additive", "no-event-id"));
        string first = Assert.Single(Webhooks.Read(body).Events).EventId;
        string again = Assert.Single(Webhooks.Read(body.Replace("\"isRedelivery\": false", "\"isRedelivery\": true", StringComparison.Ordinal)).Events).EventId;
        string other = Assert.Single(Webhooks.Read(body.Replace("番号なし", "ほかの話", StringComparison.Ordinal)).Events).EventId;
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Length, 40, 60);
    }

    [Fact]
    public void VerifyButtons_OldAndNew_BringNoEvents()
    {
        Assert.Empty(Webhooks.Read(Webhooks.Body("contract", "verify")).Events);
        LineDelivery old = Webhooks.Read(Webhooks.Body("additive", "verify-of-older-consoles"));
        Assert.Empty(old.Events);
        Assert.Equal(2, old.Skipped);
    }

    [Fact]
    public void OneBadEventNeverLosesTheOthers()
    {
        string good = """{"type":"message","webhookEventId":"E1","timestamp":1775048400000,"source":{"type":"user","userId":"U1"},"message":{"type":"text","id":"1","text":"薬局"}}""";
        string deep = new string('[', 900) + new string(']', 900);
        string[] bad =
        [
            "null", "17", "\"text\"", "[]", "{}", """{"type":{"a":1}}""", """{"type":"message","message":"text"}""", """{"type":"message","message":{"type":"text","text":17}}""",
            """{"type":"message","message":{"type":"text","text":"半分\uD842だけ"}}""", """{"type":"message","timestamp":"now","source":[],"message":{"type":"location","latitude":1e999,"longitude":0}}""",
            """{"type":"message","timestamp":99999999999999999999,"message":{"type":"text","text":"x","mention":{"mentionees":[null,1,{"isSelf":true,"index":"0"}]}}}""",
            """{"type":"postback","postback":{"data":null}}""", """{"type":"unsend","unsend":{"messageId":[]}}""", """{"type":"memberJoined","joined":{"members":{}}}""",
            $$$"""{"type":"message","future":{{{deep}}},"message":{"type":"sticker","keywords":[1,null,"a"]}}""",
        ];
        foreach (string other in bad)
        {
            LineDelivery delivery = Webhooks.Read($$"""{"destination":"U","events":[{{other}},{{good}},{{other}}]}""");
            Assert.Contains(delivery.Events, heard => heard.EventId == "E1" && heard.Text == "薬局");
        }
    }

    [Fact]
    public void HalfACharacterIsReplaced_TheRestOfTheWordsStays()
    {
        ChannelEvent heard = Assert.Single(Webhooks.Read("""{"events":[{"type":"message","message":{"type":"text","id":"1","text":"半分\uD842だけ\uD83E\uDD28"}}]}""").Events);
        Assert.Equal("半分\uFFFDだけ🤨", heard.Text);

        byte[] broken = [.. "{\"events\":[{\"type\":\"message\",\"message\":{\"type\":\"text\",\"text\":\"a"u8, 0xFF, 0xC0, .. "b\"}}]}"u8];
        Assert.Equal("a\uFFFD\uFFFDb", Assert.Single(Webhooks.Read(broken).Events).Text);
    }

    [Fact]
    public void SizesAreBounded()
    {
        string huge = new('あ', 60_000);
        ChannelEvent heard = Assert.Single(Webhooks.Read($$$"""{"events":[{"type":"message","webhookEventId":"{{{huge}}}","replyToken":"{{{huge}}}","source":{"userId":"{{{huge}}}"},"message":{"type":"text","id":"{{{huge}}}","text":"{{{huge}}}"}}]}""").Events);
        Assert.Equal(10_000, heard.Text!.Length);
        Assert.Equal((null, null, null, ""), (heard.MessageId, heard.ReplyToken, heard.UserId, heard.Address));
        Assert.InRange(heard.EventId.Length, 1, 100);
        ChannelEvent pressed = Assert.Single(Webhooks.Read($$$"""{"events":[{"type":"postback","postback":{"data":"{{{new string('x', 301)}}}"}}]}""").Events);
        Assert.Equal((EventKind.Other, null), (pressed.Kind, pressed.PostbackData));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"events":{}}""")]
    [InlineData("""{"events":[{"type":"message"}""")]
    [InlineData("\u0000")]
    public void WhatIsNoWebhook_IsNull(string body) => Assert.Null(LineEvents.Read(Encoding.UTF8.GetBytes(body), Webhooks.ReceivedAt));

    [Fact]
    public void AnImpossibleClock_IsReplacedByOurs()
    {
        foreach (string stamp in new[] { "0", "-5", "9999999999999999", "1e3", "\"x\"" })
        {
            Assert.Equal(Webhooks.ReceivedAt, Assert.Single(Webhooks.Read($$$"""{"events":[{"type":"follow","timestamp":{{{stamp}}}}]}""").Events).SaidAt);
        }
    }
}
