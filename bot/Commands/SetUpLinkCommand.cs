using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Staff;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;

namespace Zaitaku.Bot.Commands;

/// <summary><c>set-up-link NAME</c>: a new one-time link for an account, on this terminal only. For the one admin who lost password or phone: whoever may read the database file may do this.</summary>
public static class SetUpLinkCommand
{
    public static Command Create()
    {
        Argument<string> name = new("NAME") { Description = "サインイン名" };
        Command command = new("set-up-link", "コンソールのアカウントに、パスワードと認証アプリを決め直すリンクを作ります。") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = CommandHost.Build();
            await services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().OpenAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellationToken);
            return await RunAsync(services, parsed.GetValue(name) ?? "", Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    /// <returns>0, or 2 where nobody with an open account is called so.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string signInName, TextWriter says, TextWriter explains, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(says);
        ArgumentNullException.ThrowIfNull(explains);
        await using AsyncServiceScope scope = services.CreateAsyncScope();
        ZaitakuDb db = scope.ServiceProvider.GetRequiredService<ZaitakuDb>();
        string wanted = StaffRules.FoldName(signInName);
        if (await db.StaffAccounts.SingleOrDefaultAsync(account => account.SignInName == wanted && account.DisabledAt == null, cancellationToken) is not { } found)
        {
            await explains.WriteLineAsync("そのサインイン名で使えるアカウントがありません。");
            return 2;
        }

        DateTimeOffset now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        string link = await scope.ServiceProvider.GetRequiredService<StaffLinks>().MakeAsync(found.Id, now, cancellationToken);
        db.AuditTrail.Add(new AuditEntry { At = now, Action = "account.link", Subject = $"staff:{found.Id:N}", Detail = "terminal" });
        await db.SaveChangesAsync(cancellationToken);
        await says.WriteLineAsync(services.GetRequiredService<IOptionsMonitor<HubOptions>>().CurrentValue.PublicBaseUrl.TrimEnd('/') + link);
        await explains.WriteLineAsync($"{StaffRules.LinkLife.TotalHours:0}時間以内に、1回だけ使えます。使うまで、いまのパスワードと認証アプリはそのまま使えます。");
        return 0;
    }
}
