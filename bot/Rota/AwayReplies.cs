using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Storage.Duties;
using Zaitaku.Storage.Rota;
using Zaitaku.Storage.Time;

namespace Zaitaku.Bot.Rota;

/// <summary>What is said about days on which somebody takes no duties.</summary>
public static class AwayReplies
{
    private const string Example = "（例: 6月5日から8日は当番に入れません）";
    private static readonly QuickReply ToList = new("当番に入れない日", new ReplyAction.Say("当番に入れない日")), ToOwn = new("私の当番", new ReplyAction.Say("私の当番"));

    public static readonly TextReply NotInGroups = new("当番に入れない日は、ほかの人に見えないよう、1対1のチャットで送ってください。");
    public static readonly TextReply WhichDays = new($"当番に入れない日を、日にちで書いてください{Example}。理由はいりません。") { QuickReplies = [ToList] };
    public static readonly TextReply NotThoseDays = new($"その日は登録できません。過ぎた日、400日より先の日、100日より長い期間は、ここでは扱えません。日にちを書き直してください{Example}。") { QuickReplies = [ToList] };
    public static readonly TextReply NothingKept = new("何も登録していません。") { QuickReplies = [ToOwn] };
    public static readonly TextReply NotFound = new("その登録は見つかりません。") { QuickReplies = [ToList] };

    public static TextReply NotLinked(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"当番表のお名前とつながっていないため、ここでは承れません。だれにも連絡は行っていません。当番の方は、拠点に当番用の招待コードをお求めください。\n{hub.Lines}");
    }

    public static TextReply ByPhone(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"毎週などの決まりや長い期間は、ここでは登録できません。何も登録していません。拠点へお伝えください。\n{hub.Lines}");
    }

    /// <summary>The days as they were read, before anything is kept.</summary>
    /// <param name="colliding">Duties they have on those days.</param>
    /// <param name="isPerhapsCover">Their words may mean one of those duties.</param>
    /// <param name="hasHours">They named hours, which are not kept.</param>
    /// <param name="hasMore">They named more days than are kept at once.</param>
    public static CardReply Check(IReadOnlyList<DutyHolder> holders, IReadOnlyList<AwaySpan> spans, IReadOnlyList<DutyStretch> colliding, bool isPerhapsCover, bool hasHours, bool hasMore, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(holders);
        ArgumentNullException.ThrowIfNull(asker);
        bool asks = isPerhapsCover && colliding.Count > 0;
        CardRow[] days = [.. spans.Select(span => new CardRow("", Words(span, asker))), .. hasHours ? [new CardRow("", "時刻までは登録できません。1日として登録します。", RowTone.Faint)] : Array.Empty<CardRow>(), .. hasMore ? [new CardRow("", $"一度に登録できるのは{AwayRules.SpansMax}つまでです。ほかの日は、まだ登録していません。これを登録したあとで、残りの日を、もう一度送ってください。", RowTone.Unsure)] : Array.Empty<CardRow>()];
        return new CardReply(asks ? "当番の交代ですか、当番に入れない日の登録ですか。" : "当番に入れない日は、これでよいですか。",
        [
            .. holders.Take(CardReply.CardsMax).Select(holder =>
            {
                DutyStretch[] own = [.. colliding.Where(stretch => stretch.HolderId == holder.Id)];
                return new Card
                {
                    Title = asks && own.Length > 0 ? "どちらでしょうか" : "当番に入れない日",
                    Rows = [.. holders.Count > 1 ? [new CardRow("", $"{holder.Name} として")] : Array.Empty<CardRow>(), .. days, .. own.Select(stretch => new CardRow("", $"この日は当番が入っています: {Words(stretch, asker)}", RowTone.Unsure)), .. own.Length > 0 ? [new CardRow("", "登録しても、いまの当番はそのままです。代わる人が決まるまでは、あなたの当番です。")] : Array.Empty<CardRow>()],
                    Buttons =
                    [
                        .. own.Length > 0 ? [new CardButton("代わる人を探す", CoverOf(own[0]), IsPrimary: asks)] : Array.Empty<CardButton>(),
                        new CardButton("入れない日に登録", new ReplyAction.Press($"{AwayTurn.Verb}:{AwayTurn.Keep}:{holder.Id.ToString(CultureInfo.InvariantCulture)}:{AwayRules.Write(spans)}", "入れない日に登録"), IsPrimary: !(asks && own.Length > 0)),
                        new CardButton("やめる", new ReplyAction.Press($"{AwayTurn.Verb}:{AwayTurn.No}", "やめる")),
                    ],
                };
            }),
        ]);
    }

    /// <param name="colliding">A duty they have on those days all the same; null for none.</param>
    public static TextReply Kept(IReadOnlyList<AwaySpan> spans, bool isNew, DutyStretch? colliding, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(spans);
        ArgumentNullException.ThrowIfNull(asker);
        string said = $"{(isNew ? "当番に入れない日として登録しました。" : "もう登録してあります。")}\n{string.Join('\n', spans.Select(span => Words(span, asker)))}";
        return colliding is null ? new TextReply(said) { QuickReplies = [ToList, ToOwn] }
            : new TextReply($"{said}\n{Words(colliding, asker)} の当番は、まだあなたの当番です。代わる人を探すときは「当番を代わってほしい」と送ってください。") { QuickReplies = [new QuickReply("代わってほしい", CoverOf(colliding)), ToList] };
    }

    public static TextReply Dropped(AwaySpan span, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(asker);
        return new TextReply($"{Words(span, asker)} の「当番に入れない日」を取り消しました。") { QuickReplies = [ToList, ToOwn] };
    }

    /// <summary>What they said and is not over, each to be taken back.</summary>
    public static ReplyContent List(IReadOnlyList<DutyHolder> holders, IReadOnlyList<DutyAway> open, RotaAsker asker)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(asker);
        if (open.Count == 0)
        {
            return new TextReply($"当番に入れない日は、登録がありません。日にちを書いて送ってください{Example}。") { QuickReplies = [ToOwn] };
        }

        string more = open.Count > CardReply.CardsMax ? $"（ほかに{open.Count - CardReply.CardsMax}件あります）" : "";
        return new CardReply($"当番に入れない日: {open.Count}件{more}",
        [
            .. open.Take(CardReply.CardsMax).Select((away, at) => new Card
            {
                Kicker = "当番に入れない日",
                Title = Words(new AwaySpan(away.StartsAt, away.EndsAt), asker),
                Rows = [.. holders.Count > 1 ? [new CardRow("", $"{holders.First(holder => holder.Id == away.HolderId).Name} として")] : Array.Empty<CardRow>(), new CardRow("", away.StaffId is null ? "チャットで登録" : "拠点が登録", RowTone.Faint), .. at == CardReply.CardsMax - 1 && more.Length > 0 ? [new CardRow("", more, RowTone.Faint)] : Array.Empty<CardRow>()],
                Buttons = [new CardButton("取り消す", new ReplyAction.Press($"{AwayTurn.Verb}:{AwayTurn.Drop}:{away.Id.ToString(CultureInfo.InvariantCulture)}", "取り消す"))],
            }),
        ]);
    }

    private static ReplyAction.Say CoverOf(DutyStretch stretch)
    {
        DateOnly day = OfficeTime.DayOf(stretch.StartsAt);
        return new ReplyAction.Say(string.Create(CultureInfo.InvariantCulture, $"{day.Month}月{day.Day}日の当番を代わってほしい"));
    }

    private static string Words(DutyStretch stretch, RotaAsker asker) => $"{DutyWords.Day(OfficeTime.DayOf(stretch.StartsAt), asker.Holidays)} {DutyWords.Hours(stretch.StartsAt, stretch.EndsAt)}";

    /// <summary>「6月5日(金)〜6月8日(月)」; of a part of a day with its hours.</summary>
    private static string Words(AwaySpan span, RotaAsker asker)
    {
        (DateOnly first, DateOnly last) = (OfficeTime.DayOf(span.StartsAt), OfficeTime.DayOf(span.EndsAt));
        bool isWhole = OfficeTime.MinuteOf(span.StartsAt) == 0 && OfficeTime.MinuteOf(span.EndsAt) == 0;
        return !isWhole ? $"{DutyWords.Day(first, asker.Holidays)} {DutyWords.Hours(span.StartsAt, span.EndsAt)}"
            : last == first.AddDays(1) ? $"{DutyWords.Day(first, asker.Holidays)} 終日"
            : $"{DutyWords.Day(first, asker.Holidays)}〜{DutyWords.Day(last.AddDays(-1), asker.Holidays)}";
    }
}
