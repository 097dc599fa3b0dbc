using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels;
using Zaitaku.Bot.Turns;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Members;

/// <summary>「招待コード …」: grants the role a coordinator gave out. Anything else about registration is for the phone.</summary>
public sealed class RegisterTurn(ZaitakuDb db, IOptions<HubOptions> hub, RoleSignal roles) : ITurnHandler
{
    private static readonly string[] ChangeWords = ["変更", "変わ", "直し", "直す", "異動", "転職", "職場", "所属", "まとめ", "統合", "ひとつに", "一つに", "連携", "解除", "取り消", "削除", "退会", "やめ"];

    public IReadOnlyList<string> Intents => [Understanding.Intents.Register];

    public async Task<TurnOutcome> HandleAsync(Turn turn, CancellationToken cancellationToken)
    {
        HubContact contact = HubContact.Of(hub.Value);
        if (turn.Understood.Code is not { Length: > 0 } typed)
        {
            bool wantsChange = Array.Exists(ChangeWords, word => turn.Text.Contains(word, StringComparison.Ordinal));
            return TurnOutcome.Say([wantsChange ? RegisterReplies.ChangeByPhone(contact) : RegisterReplies.AskForCode(contact)]);
        }

        if (turn.IsGroup)
        {
            return TurnOutcome.Say([RegisterReplies.NotInGroups]);
        }

        Member? member = await db.Members.FindAsync([turn.MemberId], cancellationToken);
        return TurnOutcome.Say([member is null ? RegisterReplies.NotHere : await TryAsync(member, typed, turn.Now, contact, cancellationToken)]);
    }

    private async Task<TextReply> TryAsync(Member member, string typed, DateTimeOffset now, HubContact contact, CancellationToken cancellationToken)
    {
        string hash = MemberRules.HashOf(typed);
        InvitationCode? code = await db.InvitationCodes.SingleOrDefaultAsync(code => code.CodeHash == hash, cancellationToken);
        CodeAnswer answer = MemberRules.Try(member, code, now);
        MemberRules.Apply(member, code, answer, now);
        if (answer is CodeAnswer.Good)
        {
            roles.WakeAfterSave(db);
        }

        return answer switch
        {
            CodeAnswer.Good good => RegisterReplies.Granted(good.Role),
            CodeAnswer.YoursAlready => RegisterReplies.YoursAlready(member.Role),
            CodeAnswer.WouldLower lower => RegisterReplies.WouldLower(lower.Current),
            CodeAnswer.Paused paused => RegisterReplies.Paused(paused.Until, contact),
            _ => RegisterReplies.Bad(contact),
        };
    }
}
