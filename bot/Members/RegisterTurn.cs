using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Members;

/// <summary>「招待コード …」: grants the role a coordinator gave out. 「Teamsとつなぐ」: a code that, typed on the other channel, makes the two accounts one.
/// Anything else about registration is for the phone.</summary>
public sealed class RegisterTurn(ZaitakuDb db, IOptions<HubOptions> hub, RoleSignal roles) : ITurnHandler
{
    /// <summary>Button and typed words for a code that links two accounts.</summary>
    public const string LinkVerb = "linkcode";

    private static readonly string[] ChangeWords = ["変更", "変わ", "直し", "直す", "異動", "転職", "職場", "所属", "解除", "取り消", "削除", "退会", "やめ"];
    private static readonly string[] LinkWords = ["つなぐ", "つなぎ", "つなげ", "繋", "連携", "まとめ", "統合", "ひとつに", "一つに"];

    public IReadOnlyList<string> Intents => [Understanding.Intents.Register];

    public IReadOnlyList<string> Verbs => [LinkVerb];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        bool wantsNoMore = HasAny(turn.Text, ChangeWords);
        if (turn.Press is { Verb: LinkVerb } || (turn.Understood.Code is null && !wantsNoMore && HasAny(turn.Text, LinkWords)))
        {
            return TurnOutcome.Say([await LinkCodeAsync(turn, cancellationToken)]);
        }

        if (turn.Understood.Code is not { Length: > 0 } typed)
        {
            return TurnOutcome.Say([wantsNoMore ? RegisterReplies.ChangeByPhone(contact) : RegisterReplies.AskForCode(contact)]);
        }

        if (turn.IsGroup)
        {
            return TurnOutcome.Say([RegisterReplies.NotInGroups]);
        }

        Member? member = await db.Members.FindAsync([turn.MemberId], cancellationToken);
        if (member is null)
        {
            return TurnOutcome.Say([RegisterReplies.NotHere]);
        }

        Role before = member.Role;
        TextReply said = await TryAsync(member, typed, turn.Now, contact, cancellationToken);
        return member.Role != before ? WorkplaceTurn.After(said, member, turn) : TurnOutcome.Say([said]);
    }

    private async Task<TextReply> TryAsync(Member member, string typed, DateTimeOffset now, HubContact contact, CancellationToken cancellationToken)
    {
        string hash = MemberRules.HashOf(typed);
        InvitationCode? code = await db.InvitationCodes.SingleOrDefaultAsync(code => code.CodeHash == hash, cancellationToken);
        bool isPaused = member.CodePausedUntil > now;
        if (code is null && !isPaused && await db.LinkCodes.SingleOrDefaultAsync(link => link.CodeHash == hash, cancellationToken) is { } link
            && RegisterReplies.OfLink(await Links.TryAsync(db, member, link, now, cancellationToken), member.Role) is { } said)
        {
            roles.WakeAfterSave(db); // The two together may have another role than one of them had.
            return said;
        }

        DutyHolder? holder = code?.HolderId is { } id ? await db.DutyHolders.FindAsync([id], cancellationToken) : null;
        (Role before, CodeAnswer answer) = (member.Role, MemberRules.Try(member, code, now, holder));
        MemberRules.Apply(member, code, answer, now);
        if (answer is CodeAnswer.Good granted && (holder is null || granted.Role != before))
        {
            db.AuditTrail.Add(new AuditEntry { At = now, MemberId = member.Id, Action = "member.role", Subject = $"member:{member.Id:N}", Detail = granted.Role.Id() });
            roles.WakeAfterSave(db);
        }

        if (answer is CodeAnswer.Good && holder is not null && await HolderLinks.SetAsync(db, holder, member.Id, now, cancellationToken))
        {
            db.AuditTrail.Add(AuditEntry.ByPerson(member.Id, "rota.holder_link", $"holder:{holder.Id}", now));
        }

        return answer switch
        {
            CodeAnswer.Good good when holder is not null => RegisterReplies.GrantedAs(holder, good.Role == before ? null : good.Role),
            CodeAnswer.Good good => RegisterReplies.Granted(good.Role),
            CodeAnswer.HolderTaken => RegisterReplies.HolderTaken(contact),
            CodeAnswer.YoursAlready => RegisterReplies.YoursAlready(member.Role),
            CodeAnswer.WouldLower lower => RegisterReplies.WouldLower(lower.Current),
            CodeAnswer.Paused paused => RegisterReplies.Paused(paused.Until, contact),
            _ => RegisterReplies.Bad(contact),
        };
    }

    /// <summary>Whoever sees the code can join the account, so it is shown to one person only.</summary>
    private async Task<TextReply> LinkCodeAsync(Turn turn, CancellationToken cancellationToken) =>
        turn.IsGroup ? RegisterReplies.NotInGroups
        : await db.Members.FindAsync([turn.MemberId], cancellationToken) is null ? RegisterReplies.NotHere
        : RegisterReplies.LinkCodeIs(await Links.CreateAsync(db, turn.MemberId, turn.Now, cancellationToken));

    private static bool HasAny(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.Ordinal));
}
