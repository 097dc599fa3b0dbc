using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Bot.Channels;
using Zaitaku.Fakes.Line;
using Zaitaku.Storage.Outbox;
using Zaitaku.Tests.Outbox;

namespace Zaitaku.Tests.Channels.Line;

public sealed class LineSenderTests
{
    [Fact]
    public async Task AReplyIsHeard_Free_WithoutARetryKey()
    {
        await using LineBench bench = new();
        SendOutcome outcome = await bench.Sender.SendAsync(bench.Owed("U1", "今夜の当番は斎藤医院です", bench.TokenOf("U1")), byReply: true, default);

        Assert.IsType<SendOutcome.Accepted>(outcome);
        HeardMessage heard = Assert.Single(bench.Line.Heard("U1"));
        Assert.Equal("今夜の当番は斎藤医院です", heard.Words);
        Assert.True(heard.ByReply);
        Assert.Equal(0, bench.Line.MonthlyUsed);
        Assert.NotEmpty(((SendOutcome.Accepted)outcome).RequestId);
    }

    [Fact]
    public async Task APushCarriesItsIdAsRetryKey_AndASecondTryIsAcceptedButNotHeardAgain()
    {
        await using LineBench bench = new();
        OutboxMessage message = bench.Owed("U1", "あすの会議は18時からです");
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(message, byReply: false, default));
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(message, byReply: false, default));

        HeardMessage heard = Assert.Single(bench.Line.Heard("U1"));
        Assert.Equal(message.Id.ToString("D"), heard.RetryKey);
        Assert.Equal(1, bench.Line.MonthlyUsed);
    }

    [Theory]
    [InlineData(FakeFailure.ServerErrorBeforeAcceptance, true, typeof(SendOutcome.Unknown))]
    [InlineData(FakeFailure.ServerErrorAfterAcceptance, true, typeof(SendOutcome.Unknown))]
    [InlineData(FakeFailure.NoAnswerBeforeAcceptance, true, typeof(SendOutcome.Unknown))]
    [InlineData(FakeFailure.NoAnswerAfterAcceptance, true, typeof(SendOutcome.Unknown))]
    [InlineData(FakeFailure.ConnectionRefused, true, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.RateLimited, true, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.Forbidden, true, typeof(SendOutcome.Refused))]
    [InlineData(FakeFailure.ServerErrorBeforeAcceptance, false, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.ServerErrorAfterAcceptance, false, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.NoAnswerBeforeAcceptance, false, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.NoAnswerAfterAcceptance, false, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.ConnectionRefused, false, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.RateLimited, false, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.TooManyToOneUser, false, typeof(SendOutcome.TryAgain))]
    [InlineData(FakeFailure.Forbidden, false, typeof(SendOutcome.Refused))]
    public async Task EachFailureIsCalledByItsName(FakeFailure failure, bool byReply, Type outcome)
    {
        await using LineBench bench = new();
        OutboxMessage message = bench.Owed("U1", "了解しました", byReply ? bench.TokenOf("U1") : null);
        bench.Line.Fails(failure);
        Assert.IsType(outcome, await bench.Sender.SendAsync(message, byReply, default));

        // And the second try of a push arrives exactly once, whatever the first did.
        if (!byReply && outcome == typeof(SendOutcome.TryAgain))
        {
            Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(message, byReply: false, default));
            Assert.Single(bench.Line.Heard("U1"));
        }
    }

    [Fact]
    public async Task AUsedOrOldReplyToken_IsGone_AndAPushStillArrives()
    {
        await using LineBench bench = new();
        string token = bench.TokenOf("U1");
        await bench.Sender.SendAsync(bench.Owed("U1", "一通目", token), byReply: true, default);
        Assert.IsType<SendOutcome.ReplyTokenGone>(await bench.Sender.SendAsync(bench.Owed("U1", "二通目", token), byReply: true, default));

        OutboxMessage late = bench.Owed("U1", "三通目", bench.TokenOf("U1"));
        bench.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.IsType<SendOutcome.ReplyTokenGone>(await bench.Sender.SendAsync(late, byReply: true, default));
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(late, byReply: false, default));
        Assert.Equal(["一通目", "三通目"], bench.Line.Heard("U1").Select(heard => heard.Words));
    }

    [Fact]
    public async Task TheMonthlyLimit_IsToldApartFromOtherRefusals()
    {
        await using LineBench bench = new();
        bench.Line.MonthlyLimit = 200;
        bench.Line.MonthlyUsed = 200;
        Assert.IsType<SendOutcome.QuotaSpent>(await bench.Sender.SendAsync(bench.Owed("U1", "お知らせ"), byReply: false, default));
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(bench.Owed("U1", "返信は無料です", bench.TokenOf("U1")), byReply: true, default));
        Assert.Equal("返信は無料です", Assert.Single(bench.Line.Heard("U1")).Words);
    }

    [Fact]
    public async Task TheWordsOfTheMonthlyLimit_WhileMessagesRemain_AreAPassingThing()
    {
        await using LineBench bench = new();
        bench.Line.MonthlyLimit = 200;
        bench.Line.Fails(FakeFailure.MonthlyLimitReached, pathPart: "/push");
        Assert.IsType<SendOutcome.TryAgain>(await bench.Sender.SendAsync(bench.Owed("U1", "お知らせ"), byReply: false, default));
    }

    [Fact]
    public async Task ARefusedToken_IsReplacedOnce_WithoutLosingAReply()
    {
        await using LineBench bench = new();
        await bench.Sender.SendAsync(bench.Owed("U1", "一通目", bench.TokenOf("U1")), byReply: true, default);
        bench.Line.RevokeAccessTokens();
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(bench.Owed("U1", "二通目", bench.TokenOf("U1")), byReply: true, default));
        Assert.Equal(2, bench.Line.Heard("U1").Count);
        Assert.Equal(2, bench.Line.Records.Count(record => record.Call.Path == "/oauth2/v3/token"));
    }

    [Fact]
    public async Task WhatLineWillNeverTake_IsRefused_AndSaysWhichField()
    {
        await using LineBench bench = new();
        OutboxMessage toNobody = bench.Owed("U1", "x");
        OutboxMessage stranger = new() { Id = toNobody.Id, Channel = "line", Address = "U1", Body = toNobody.Body, UselessAfter = toNobody.UselessAfter };
        SendOutcome.Refused refused = Assert.IsType<SendOutcome.Refused>(await bench.Sender.SendAsync(stranger, byReply: false, default));
        Assert.StartsWith("400 ", refused.Problem, StringComparison.Ordinal);

        Assert.IsType<SendOutcome.Refused>(await bench.Sender.SendAsync(bench.Owed("U1", "  "), byReply: false, default));
        Assert.IsType<SendOutcome.Refused>(await bench.Sender.SendAsync(bench.Owed("U1", new string('あ', 30_000)), byReply: false, default));
        OutboxMessage broken = new() { Id = toNobody.Id, Channel = "line", Address = toNobody.Address, Body = "[{\"is\":\"tune\"}]", UselessAfter = toNobody.UselessAfter };
        Assert.IsType<SendOutcome.Refused>(await bench.Sender.SendAsync(broken, byReply: false, default));
    }

    [Fact]
    public async Task NothingPersonalIsLogged()
    {
        await using LineBench bench = new();
        bench.Line.Fails(FakeFailure.ServerErrorBeforeAcceptance);
        bench.Line.Fails(FakeFailure.Forbidden);
        for (int i = 0; i < 3; i++)
        {
            await bench.Sender.SendAsync(bench.Owed("Mihara", "斎藤医院は0000-00-0000です"), byReply: false, default);
        }

        Assert.NotEmpty(bench.Said.Lines);
        Assert.DoesNotContain(bench.Said.Lines, line => line.Contains(FakeLine.IdOf("Mihara"), StringComparison.Ordinal)
            || line.Contains("斎藤", StringComparison.Ordinal) || line.Contains(bench.Line.ChannelSecret, StringComparison.Ordinal) || line.Contains("Bearer", StringComparison.Ordinal));
        bench.Line.Heard("Mihara");
    }

    [Fact]
    public async Task TheCallersOwnCancelling_Throws()
    {
        await using LineBench bench = new();
        bench.Line.Latency = TimeSpan.FromSeconds(30);
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Sender.SendAsync(bench.Owed("U1", "x"), byReply: false, stop.Token));
    }

    [Fact]
    public async Task QuickRepliesAndCards_ArriveAsTheyWereMeant()
    {
        await using LineBench bench = new();
        CardReply cards = new("薬局が1件", [new Card { Title = "みどり薬局", Buttons = [new CardButton("電話", new ReplyAction.Call("0000-00-0000"), true)] }])
        {
            QuickReplies = [new QuickReply("24時間", new ReplyAction.Press("narrow:open_24h", "24時間")), new QuickReply("現在地", new ReplyAction.ShareLocation())],
        };
        Assert.IsType<SendOutcome.Accepted>(await bench.Sender.SendAsync(bench.Owed("U1", [cards], bench.TokenOf("U1")), byReply: true, default));
        HeardMessage heard = Assert.Single(bench.Line.Heard("U1"));
        Assert.Equal("薬局が1件", heard.AltText);
        Assert.Equal("みどり薬局\n［電話］", heard.Words);
        Assert.Equal(["24時間", "現在地"], heard.QuickReplies);
        Assert.Equal("tel:0000000000", heard.Action("電話")["uri"]!.GetValue<string>());
        JsonNode pressed = bench.Line.Taps("U1", heard, "24時間").Events[0]["postback"]!["data"]!;
        Assert.Equal("narrow:open_24h", pressed.GetValue<string>());
    }
}
