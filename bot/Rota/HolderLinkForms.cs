using Microsoft.EntityFrameworkCore;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Rota;

namespace Zaitaku.Bot.Rota;

/// <summary>Links holders of duties to people in chat, from the pages of a coordinator.</summary>
public static class HolderLinkForms
{
    private const string ChangedMeanwhile = "ほかの人が同時に変えました。いまの内容を見て、もう一度選んでください。";

    /// <param name="holder">The id, or 0 where none was chosen.</param>
    /// <param name="seen">The holder's revision when the page was opened.</param>
    /// <returns>Why it was not done, in words; empty when it was, or is so already.</returns>
    public static async Task<string> LinkAsync(ZaitakuDb db, int holder, int seen, Guid? member, Guid staff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.DutyHolders.SingleOrDefaultAsync(one => one.Id == holder, cancellationToken) is not { } found)
        {
            return "当番に入る人を選んでください。";
        }

        if (found.MemberId == member)
        {
            return ""; // Pressed twice.
        }

        string problem = found.Revision != seen ? ChangedMeanwhile : member is { } id ? await ProblemAsync(db, found, id, cancellationToken) : "";
        if (problem.Length > 0)
        {
            return problem;
        }

        await HolderLinks.SetAsync(db, found, member, now, cancellationToken);
        db.AuditTrail.Add(AuditEntry.By(staff, member is null ? "rota.holder_unlink" : "rota.holder_link", $"holder:{holder}", now, member is { } linked ? $"member:{linked:N}" : ""));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return "";
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return ChangedMeanwhile;
        }
    }

    private static async Task<string> ProblemAsync(ZaitakuDb db, DutyHolder holder, Guid id, CancellationToken cancellationToken) =>
        holder.ClosedAt is not null ? "当番から外した人は、つなげません。"
        : holder.MemberId is not null ? "この当番の人は、もうほかのメンバーとつながっています。先にはずしてください。"
        : await db.Members.SingleOrDefaultAsync(one => one.Id == id && one.ErasedAt == null, cancellationToken) is not { } person ? "メンバーを選んでください。"
        : !person.Role.IsProfessional() ? "役割のないメンバーは、当番とつなげません。先に招待コードで役割を渡してください。"
        : await db.DutyHolders.CountAsync(one => one.MemberId == id, cancellationToken) >= HolderLinks.OfMemberMax ? $"1人につなげる当番の人は、{HolderLinks.OfMemberMax}までです。" : "";
}
