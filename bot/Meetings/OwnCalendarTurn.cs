using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Feeds;
using Zaitaku.Bot.Intake;
using Zaitaku.Bot.Turns;

namespace Zaitaku.Bot.Meetings;

/// <summary>「カレンダーで見る」: a person gets the secret address at which a calendar program reads their own meetings. A new one makes the earlier one void, and with it the calendar that reads it: that is asked first.</summary>
public sealed class OwnCalendarTurn(MeetingFeeds feeds, PublicAddress address, IOptions<HubOptions> hub) : ITurnHandler
{
    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [OwnCalendarReplies.Verb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.IsGroup)
        {
            return TurnOutcome.Say([AskMeetingReplies.OwnNotInGroups]);
        }

        if (address.Current is not { } site)
        {
            return TurnOutcome.Say([OwnCalendarReplies.NoAddress(HubContact.Of(hub.Value))]);
        }

        if (turn.Press?.Arguments is not [OwnCalendarReplies.Anew] && await feeds.HasOwnAsync(turn.MemberId, cancellationToken))
        {
            return TurnOutcome.Say([OwnCalendarReplies.AskAnew]);
        }

        string? token = await feeds.AddAsync("", turn.MemberId, "", staff: null, turn.Now, cancellationToken);
        return TurnOutcome.Say([token is null ? OwnCalendarReplies.NoAddress(HubContact.Of(hub.Value)) : OwnCalendarReplies.Address(new Uri(site, FeedEndpoint.PathOf(token)[1..]))]);
    }
}

/// <summary>All that is said of one's own calendar.</summary>
public static class OwnCalendarReplies
{
    public const string Verb = "meetcal";

    public static readonly QuickReply Offer = new("カレンダーで見る", new ReplyAction.Press(Verb, "予定をカレンダーで見たいです"));

    /// <summary>Argument of the press that says the earlier address may go.</summary>
    public const string Anew = "new";

    /// <summary>They have one: it cannot be shown again, and a calendar may be reading it.</summary>
    public static readonly TextReply AskAnew = new("カレンダーのアドレスは、前にお渡ししています。登録ずみのカレンダーは、そのままお使いいただけます。\nもう一度お見せすることはできません。新しく作り直すと、前のアドレスは使えなくなり、登録ずみのカレンダーには変更が届かなくなります。作り直しますか。")
    {
        QuickReplies = [new QuickReply("作り直す", new ReplyAction.Press($"{Verb}:{Anew}", "カレンダーのアドレスを作り直します")), MeetingReplies.MyPlans],
    };

    public static TextReply Address(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new TextReply($"あなたの会議・研修の予定を、スマートフォンやパソコンのカレンダーで見るためのアドレスです。カレンダーの「URLで追加」に入れてください。\n{address.AbsoluteUri}\n変更は、半日ほど遅れて映ることがあります。前に作ったアドレスがあれば、使えなくなりました。ほかの人には見せないでください。");
    }

    public static TextReply NoAddress(HubContact hub)
    {
        ArgumentNullException.ThrowIfNull(hub);
        return new TextReply($"いま、カレンダーのアドレスをお渡しできません。\n拠点にお尋ねください。\n{hub.Lines}");
    }
}
