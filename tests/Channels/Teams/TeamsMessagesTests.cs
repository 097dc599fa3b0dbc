using System.Text.Json.Nodes;
using Xunit;
using Zaitaku.Bot;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Channels.Teams;
using Zaitaku.Bot.Emergency;

namespace Zaitaku.Tests.Channels.Teams;

/// <summary>What we say, as Teams shows it.</summary>
public sealed class TeamsMessagesTests
{
    private static readonly Guid Key = new("00000000-0000-7000-8000-000000000001");

    private static Card Place(int number) => new()
    {
        Kicker = $"{number}. 訪問看護", Title = $"みなと訪問看護ステーション{number}",
        Rows = [new("電話", "0000-22-0000"), new("距離", "約500m"), new("", "24時間対応", RowTone.Good), new("", "要相談", RowTone.Unsure), new("住所", "架空県みなと市中央1丁目1-1")],
        Buttons = [new("電話する", new ReplyAction.Call("0000-22-0000"), IsPrimary: true), new("地図", new ReplyAction.Open("https://example.org/地図?q=1")),
            new("くわしく", new ReplyAction.Press($"detail:{number}", "くわしく")), new("次", new ReplyAction.Say("次の人")), new("位置", new ReplyAction.ShareLocation())],
        Footer = "2026年3月1日確認（試験名簿）",
    };

    [Fact]
    public void WordsAloneAreWords_WithButtonsTheyAreACard()
    {
        Assert.Equal("""{"type":"message","textFormat":"plain","text":"はい *そのまま* です"}""",
            TeamsMessages.Render([new TextReply("はい *そのまま* です")], Key)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

        JsonObject card = CardOf(TeamsMessages.Render([new TextReply("どちらですか") { QuickReplies = [new("鶴岡駅", new ReplyAction.Say("鶴岡駅")), new("位置", new ReplyAction.ShareLocation())] }], Key)!);
        Assert.Equal("どちらですか", (string)card["body"]![0]!["text"]!);
        JsonNode action = Assert.Single(card["body"]![1]!["actions"]!.AsArray())!;
        Assert.Equal(("Action.Submit", "鶴岡駅"), ((string)action["type"]!, (string)action["data"]!["say"]!));
    }

    [Fact]
    public void OneActivityHoldsOneAttachment_NoTextBesideIt_AndANeutralSummary()
    {
        IReadOnlyList<ReplyContent> row = Assert.Single(TeamsMessages.Split([new TextReply("3件あります"), new CardReply("一覧", [Place(1), Place(2), Place(3)])]));
        JsonObject activity = TeamsMessages.Render(row, Key)!;
        Assert.Single(activity["attachments"]!.AsArray());
        Assert.False(activity.ContainsKey("text"));
        Assert.Equal("お返事があります", (string)activity["summary"]!);

        JsonObject card = CardOf(activity);
        Assert.Equal(("1.5", "AdaptiveCard"), ((string)card["version"]!, (string)card["type"]!));
        Assert.Contains("3件あります", (string)card["fallbackText"]!, StringComparison.Ordinal);
        Assert.Equal(4, card["body"]!.AsArray().Count);
    }

    [Fact]
    public void EveryTextWraps_NoTables_AndARowHasAtMostSixButtons()
    {
        Card busy = Place(1) with { Buttons = [.. Enumerable.Range(1, 14).Select(number => new CardButton($"{number}番", new ReplyAction.Press($"x:{number}", "x")))] };
        JsonNode[] parts = [.. Parts(CardOf(TeamsMessages.Render([new CardReply("a", [busy])], Key)!))];
        Assert.All(parts.Where(part => (string?)part["type"] == "TextBlock"), text => Assert.True((bool)text["wrap"]!));
        Assert.DoesNotContain(parts, part => (string?)part["type"] == "Table");
        Assert.Equal([6, 6, 2], parts.Where(part => (string?)part["type"] == "ActionSet").Select(set => set["actions"]!.AsArray().Count));
    }

    [Fact]
    public void ButtonsDoWhatTheySay()
    {
        Card card = Place(1) with { Buttons = [.. Place(1).Buttons, new("担当する", new ReplyAction.Press("claim:7", "担当する") { InPlace = true })] };
        JsonNode[] actions = [.. Parts(CardOf(TeamsMessages.Render([new CardReply("a", [card])], Key)!)).Where(part => ((string?)part["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true)];
        Assert.Equal(["Action.OpenUrl tel:0000220000", "Action.OpenUrl https://example.org/%E5%9C%B0%E5%9B%B3?q=1", "Action.Submit detail:1", "Action.Submit 次の人", "Action.Execute claim:7"],
            actions.Select(action => $"{action["type"]} {action["url"] ?? action["data"]!["press"] ?? action["data"]!["say"]}"));
        string[] ids = [.. actions.Select(action => (string?)action["data"]?["pressId"]).OfType<string>()];
        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith("00000000000070008000000000000001.", id, StringComparison.Ordinal));
    }

    [Fact]
    public void ADangerCardIsRed_And119IsItsFirstButton()
    {
        JsonObject activity = TeamsMessages.Render(EmergencyReplies.CardFor("父が息をしていない", new HubOptions()), Key)!;
        Assert.Equal("すぐに確認してください", (string)activity["summary"]!);
        JsonObject card = CardOf(activity);
        Assert.Equal("attention", (string)card["body"]![0]!["items"]![0]!["style"]!);
        JsonNode first = Parts(card).First(part => ((string?)part["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true);
        Assert.Equal(("119に電話", "tel:119", "destructive"), ((string)first["title"]!, (string)first["url"]!, (string)first["style"]!));
        Assert.Contains("119", (string)card["fallbackText"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongListIsCutIntoCardsOf28KB_AndNothingIsLost()
    {
        Card[] places = [.. Enumerable.Range(1, 10).Select(number => Place(number) with { Rows = [.. Place(number).Rows, new CardRow("ことば", new string('字', 900))] })];
        IReadOnlyList<IReadOnlyList<ReplyContent>> rows = TeamsMessages.Split([new CardReply("一覧", places) { QuickReplies = [new("もっと見る", new ReplyAction.Press("more", "もっと見る"))] }]);
        Assert.InRange(rows.Count, 2, 5);
        JsonObject[] activities = [.. rows.Select(row => TeamsMessages.Render(row, Key)!)];
        Assert.All(activities, activity => Assert.InRange(TeamsMessages.BytesOf(activity.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })), 1, TeamsMessages.AimBytes));
        string all = string.Concat(activities.SelectMany(Parts).Select(part => (string?)part["text"]));
        Assert.All(places, place => Assert.Contains(place.Title, all, StringComparison.Ordinal));
        Assert.Equal([false, true], new[] { activities[0], activities[^1] }.Select(activity => Parts(activity).Any(part => (string?)part["title"] == "もっと見る")));
    }

    [Fact]
    public void WhatNoCardCanHold_IsSaidInWords()
    {
        Card endless = Place(1) with { Rows = [.. Enumerable.Range(0, 100).Select(_ => new CardRow("", new string('字', 900)))] };
        IReadOnlyList<IReadOnlyList<ReplyContent>> rows = TeamsMessages.Split([new CardReply("a", [endless])]);
        Assert.True(rows.Count > 5);
        Assert.All(rows, row => Assert.IsType<TextReply>(Assert.Single(row)));
    }

    [Theory]
    [InlineData("1. 訪問看護", "1．訪問看護")]
    [InlineData("- 一つ目\n- 二つ目", "－一つ目\n\n－二つ目")]
    [InlineData("# 見出し", "＃見出し")]
    [InlineData("**太字** [ここ](https://example.org)", "＊＊太字＊＊ ［ここ］(https://example.org)")]
    [InlineData("a_b@example.org と _斜体_", "a_b@example.org と ＿斜体＿")]
    [InlineData("3.5km、0000-22-0000", "3.5km、0000-22-0000")]
    public void WordsOfACardAreReadAsTheyStand(string text, string shown)
    {
        JsonObject card = TeamsMessages.Card([new TextReply(text)], Key)!;
        Assert.Equal(shown, ((string)card["body"]![0]!["text"]!).Replace("． ", "．", StringComparison.Ordinal).Replace("－ ", "－", StringComparison.Ordinal).Replace("＃ ", "＃", StringComparison.Ordinal));
    }

    [Fact]
    public void NothingToSay_IsNothing()
    {
        Assert.Empty(TeamsMessages.Split([new TextReply("  ")]));
        Assert.Null(TeamsMessages.Render([new TextReply("")], Key));
    }

    private static JsonObject CardOf(JsonObject activity) => activity["attachments"]![0]!["content"]!.AsObject();

    private static IEnumerable<JsonNode> Parts(JsonNode? node) => node switch
    {
        JsonObject part => [part, .. part.SelectMany(field => Parts(field.Value))],
        JsonArray list => list.SelectMany(Parts),
        _ => [],
    };
}
