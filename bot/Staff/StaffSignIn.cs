using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Staff;

/// <summary>What came of a try to sign in.</summary>
public abstract record SignInAnswer
{
    private SignInAnswer()
    {
    }

    /// <param name="Secret">For the cookie; kept nowhere.</param>
    public sealed record In(string Secret) : SignInAnswer;

    /// <summary>Wrong name, wrong password, wrong code, locked or closed: one answer, so that nobody can find out which.</summary>
    public sealed record Refused : SignInAnswer;

    /// <summary>Too many try at once.</summary>
    public sealed record Busy : SignInAnswer;

    /// <summary>Too many failed from there: not even looked at.</summary>
    public sealed record TooMany : SignInAnswer;
}

/// <summary>Lets people in who know name, password and the code of the moment.</summary>
public sealed class StaffSignIn(ZaitakuDb db, StaffSecrets secrets, StaffSessions sessions, SignInLimit limit, SignInPace pace, IOptions<ConsoleOptions> options)
{
    private static readonly byte[] NobodysSeed = StaffSecrets.NewSeed();

    /// <param name="caller">Whose request it is; one address has so many tries.</param>
    public async Task<SignInAnswer> TryAsync(string? name, string? password, string? code, string browser, IPAddress? caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!limit.TryEnter(caller))
        {
            await NoteAsync(null, "too many", now, cancellationToken);
            return new SignInAnswer.TooMany();
        }

        using SignInPace.Turn? turn = await pace.WaitAsync(cancellationToken);
        if (turn is null)
        {
            return new SignInAnswer.Busy();
        }

        string folded = StaffRules.FoldName(name);
        bool isOpen = await CountTryAsync(folded, now, cancellationToken);
        StaffAccount? account = await db.StaffAccounts.SingleOrDefaultAsync(one => one.SignInName == folded, cancellationToken);
        bool knows = secrets.IsPasswordOf(account, Cut(password));
        bool fits = CodeFits(account, code ?? "", now);
        if (!isOpen || account is null || !knows || !fits)
        {
            db.ChangeTracker.Clear(); // The step of a good code with a wrong password is not used up.
            await NoteAsync(account?.Id, account is null ? "unknown" : isOpen ? "wrong" : "locked", now, cancellationToken);
            return new SignInAnswer.Refused();
        }

        SignInAnswer answer = await LetInAsync(account, browser, now, cancellationToken);
        if (answer is SignInAnswer.In)
        {
            limit.Forgive(caller, account.Id);
        }

        return answer;
    }

    /// <summary>One row a burst: the trail is kept for years, and whoever tries all night must not write it.</summary>
    private async Task NoteAsync(Guid? account, string how, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (limit.IsNews(account, how))
        {
            db.AuditTrail.Add(new AuditEntry { At = now, StaffId = account, Action = "sign_in.failed", Detail = how });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>Counts the try before it is looked at, in one statement: a hundred tries at once are still five.</summary>
    /// <returns>False for nobody, for who is locked out and for a closed account.</returns>
    private async Task<bool> CountTryAsync(string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlInterpolatedAsync(
            $"""
            UPDATE "staff_account" SET
                "LockedUntil" = CASE WHEN "WrongTries" + 1 >= {StaffRules.WrongTriesMax} THEN {(now + StaffRules.LockedFor).UtcTicks} ELSE NULL END,
                "WrongTries" = CASE WHEN "WrongTries" + 1 >= {StaffRules.WrongTriesMax} THEN 0 ELSE "WrongTries" + 1 END
            WHERE "SignInName" = {name} AND "DisabledAt" IS NULL AND "PasswordHash" <> '' AND ("LockedUntil" IS NULL OR "LockedUntil" <= {now.UtcTicks})
            """, cancellationToken) == 1;

    /// <summary>Marks the code as used, where it is the right one.</summary>
    private bool CodeFits(StaffAccount? account, string typed, DateTimeOffset now)
    {
        byte[]? seed = secrets.Unprotect(account?.TotpSecret);
        long? step = TotpRules.Fits(seed ?? NobodysSeed, typed, now, account?.TotpLastStep ?? 0);
        if (seed is null || account is null)
        {
            return !options.Value.RequireTotp && account is { TotpSecret: "" };
        }

        account.TotpLastStep = step ?? account.TotpLastStep;
        return step is not null;
    }

    private async Task<SignInAnswer> LetInAsync(StaffAccount account, string browser, DateTimeOffset now, CancellationToken cancellationToken)
    {
        account.WrongTries = 0;
        account.LockedUntil = null;
        string secret = sessions.Begin(account.Id, browser, now);
        db.AuditTrail.Add(AuditEntry.By(account.Id, "sign_in", $"staff:{account.Id:N}", now));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new SignInAnswer.In(secret);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new SignInAnswer.Refused(); // The same code in two browsers: the other was first.
        }
    }

    private static string Cut(string? password) => password is { Length: > StaffRules.PasswordMax } ? "" : password ?? "";
}
