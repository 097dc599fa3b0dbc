using System.Globalization;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Bot.Understanding;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>Asks a professional once what they do and where, right after a code was taken: who asks is then known in every consultation. Residents are never asked.</summary>
public sealed class WorkplaceTurn(ZaitakuDb db) : ITurnHandler
{
    /// <summary>Its argument: the place of a job in <see cref="WorkplaceReplies.Jobs"/>, or <c>later</c>.</summary>
    public const string Verb = "workplace";

    private static readonly string[] Elsewhere =
        [Understanding.Intents.Help, Understanding.Intents.Register, Understanding.Intents.Thanks, Understanding.Intents.Greeting, Understanding.Intents.ConsultStatus, Understanding.Intents.AskOncall, Understanding.Intents.AskVacancy];

    private static readonly string[] Questions = ["?", "？", "ください", "教えて", "探し", "したい", "ですか", "ますか", "どこ", "くれる", "もらえる"];

    private static readonly string[] Nearness = ["近く", "近所", "周辺", "付近", "最寄", "まわり"];

    private static readonly string[] InATown = ["県の", "市の", "区の", "町の", "村の", "駅の"];

    public IReadOnlyList<string> Intents => [];

    public IReadOnlyList<string> Verbs => [Verb];

    /// <summary>A name is short and asks nothing.</summary>
    public bool Awaits(Turn turn) => turn is { IsGroup: false, Press: null, Dialogue.AsksWorkplace: true }
        && turn.Text.Trim().Length is > 1 and <= MemberRules.NameLengthMax && !Elsewhere.Contains(turn.Understood.Intent) && !Questions.Any(turn.Text.Contains) && !IsSearch(turn);

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (await db.Members.FindAsync([turn.MemberId], cancellationToken) is not { } member || turn.IsGroup || !member.Role.IsProfessional())
        {
            return TurnOutcome.Say([WorkplaceReplies.Later]);
        }

        string argument = turn.Press?.Arguments.ElementAtOrDefault(0) ?? "";
        if (argument == "later")
        {
            return new TurnOutcome([WorkplaceReplies.Later], turn.Dialogue with { AsksWorkplace = false });
        }

        if (turn.Press is not null)
        {
            int job = int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at < WorkplaceReplies.Jobs.Count ? at : WorkplaceReplies.Jobs.Count - 1;
            member.Profession = WorkplaceReplies.Jobs[job];
            db.AuditTrail.Add(AuditEntry.ByPerson(member.Id, "member.profession", $"member:{member.Id:N}", turn.Now));
            return member.Organisation.Length > 0 ? TurnOutcome.Say([WorkplaceReplies.Kept(member.Organisation)]) : new TurnOutcome([WorkplaceReplies.AskWhere("")], turn.Dialogue with { AsksWorkplace = true });
        }

        member.Organisation = NameOf(turn.Text);
        db.AuditTrail.Add(AuditEntry.ByPerson(member.Id, "member.workplace", $"member:{member.Id:N}", turn.Now));
        return new TurnOutcome([WorkplaceReplies.Kept(member.Organisation)], turn.Dialogue with { AsksWorkplace = false });
    }

    /// <summary>Follows a role that was just granted. What the role tells is not asked.</summary>
    public static TurnOutcome After(TextReply granted, Member member, Turn turn)
    {
        member.Profession = member.Profession.Length > 0 ? member.Profession : WorkplaceReplies.JobOf(member.Role) ?? "";
        return member switch
        {
            { Role: Role.Resident } => TurnOutcome.Say([granted]),
            { Profession: "" } => TurnOutcome.Say([WorkplaceReplies.AskJob(granted.Text)]),
            { Organisation: "" } => new TurnOutcome([WorkplaceReplies.AskWhere(granted.Text)], turn.Dialogue with { AsksWorkplace = true }),
            _ => TurnOutcome.Say([granted]),
        };
    }

    /// <summary>「鶴岡駅の近くの訪問看護」 is looked for; 「みなと訪問看護ステーション」 is where somebody works, though both name a service.</summary>
    private static bool IsSearch(Turn turn) => turn.Understood is { Intent: Understanding.Intents.FindResource or Understanding.Intents.RefineSearch } read
        && (read.Conditions.Count > 0 || read.Capabilities.Count > 0 || Nearness.Any(turn.Text.Contains)
            || (read.Services.Count > 0 && (InATown.Any(turn.Text.Contains) || (read.Place is { Length: > 0 } place && turn.Text.Contains($"{place}の", StringComparison.Ordinal)))));

    /// <summary>The name of a workplace as it is kept.</summary>
    internal static string NameOf(string typed)
    {
        string name = typed.ReplaceLineEndings(" ").Trim(' ', '\u3000', '。', '「', '」');
        foreach (string ending in (string[])["です", "に勤めています", "で働いています", "に所属しています", "所属です"])
        {
            name = name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length ? name[..^ending.Length] : name;
        }

        return PrivacyRules.WithoutNumbers(name);
    }
}
