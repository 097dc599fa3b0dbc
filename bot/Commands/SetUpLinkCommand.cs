using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;
using Zaitaku.Storage.Staff;

namespace Zaitaku.Bot.Commands;

/// <summary><c>set-up-link NAME</c>: a new one-time link for an account, on this terminal only. For the one admin who lost password or phone, and for the first where the program prints none: whoever may read the database file may do this.</summary>
public static class SetUpLinkCommand
{
    public static Command Create()
    {
        Argument<string> name = new("NAME") { Description = "サインイン名" };
        Command command = new("set-up-link", "コンソールのアカウントに、パスワードと認証アプリを決め直すリンクを作ります。") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = CommandHost.Enter();
            await services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().OpenAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellationToken);
            return await RunAsync(services, parsed.GetValue(name) ?? "", Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    /// <returns>0, or 2 where nobody with an open account is called so, though somebody has one.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string signInName, TextWriter says, TextWriter explains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(says);
        ArgumentNullException.ThrowIfNull(explains);
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
        string wanted = StaffRules.FoldName(signInName);
        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        StaffAccount? found = await db.StaffAccounts.SingleOrDefaultAsync(account => account.SignInName == wanted && account.DisabledAt == null, cancellationToken)
            ?? await FirstAsync(db, wanted, now, cancellationToken);
        if (found is null)
        {
            await explains.WriteLineAsync("そのサインイン名で使えるアカウントがありません。");
            return 2;
        }

        string link = await scope.ServiceProvider.GetRequiredService<StaffLinks>().MakeAsync(found.Id, now, cancellationToken);
        db.AuditTrail.Add(new AuditEntry { At = now, Action = "account.link", Subject = $"staff:{found.Id:N}", Detail = "terminal" });
        await db.SaveChangesAsync(cancellationToken);
        await says.WriteLineAsync(services.GetRequiredService<IOptionsMonitor<HubOptions>>().CurrentValue.PublicBaseUrl.TrimEnd('/') + link);
        await explains.WriteLineAsync($"{StaffRules.LinkLife.TotalHours:0}時間以内に、1回だけ使えます。使うまで、いまのパスワードと認証アプリはそのまま使えます。");
        return 0;
    }

    /// <summary>Where nobody has an account, the name becomes the first admin's: a program under systemd prints no link, since the journal would keep it.</summary>
    private static async Task<StaffAccount?> FirstAsync(ZaitakuDb db, string name, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (StaffRules.NameProblem(name) is not null || await db.StaffAccounts.AnyAsync(cancellationToken))
        {
            return null;
        }

        StaffAccount first = db.StaffAccounts.Add(StaffLinks.Newcomer(name, name, Role.Admin, now)).Entity;
        db.AuditTrail.Add(new AuditEntry { At = now, Action = "account.add", Subject = $"staff:{first.Id:N}", Detail = $"{Role.Admin.Id()}, terminal" });
        return first;
    }
}
