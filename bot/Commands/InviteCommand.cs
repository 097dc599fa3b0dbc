using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Commands;

/// <summary><c>invite ROLE [--phone NUMBER]</c>: prints a one-time code. Whoever sends it to the bot gets the role, and the number is kept with them.</summary>
public static class InviteCommand
{
    public static Command Create()
    {
        Argument<string> role = new("role") { Description = string.Join(", ", Invitable().Select(known => known.Id())) };
        Option<string?> phone = new("--phone")
        {
            Description = "その人の仕事用の電話番号（例: 0000-00-0000）。どのチャットにも届かない呼び出しがあったとき、コーディネーターがここに電話します。",
        };
        Command command = new("invite", "招待コードを1つ作ります。") { role, phone };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!Roles.TryParse(parsed.GetValue(role) ?? "", out Role invited) || invited == Role.Resident)
            {
                await Console.Error.WriteLineAsync($"役割「{parsed.GetValue(role)}」には招待できません。{string.Join(", ", Invitable().Select(known => known.Id()))} のどれかです。");
                return 2;
            }

            // Never echoed: what stands on a screen or in a log of the shell is read by others.
            if ((parsed.GetValue(phone) is { } typed ? MemberRules.FoldPhone(typed) : "") is not { } kept)
            {
                await Console.Error.WriteLineAsync("--phone の番号が読めません。10〜15桁の数字とハイフンで書いてください（例: 0000-00-0000）。");
                return 2;
            }

            await using ServiceProvider services = CommandHost.Enter();
            IDbContextFactory<ZaitakuDb> databases = services.GetRequiredService<IDbContextFactory<ZaitakuDb>>();
            await databases.OpenAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellationToken);
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            string code = await MakeAsync(db, invited, kept, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
            await Console.Out.WriteLineAsync(code);
            await Console.Error.WriteLineAsync(
                $"{invited.Name()}の招待コードです。{(int)MemberRules.CodeLife.TotalDays}日以内に1人だけ使えます。チャットで「招待コード {code}」と送ってもらってください。");
            return 0;
        });
        return command;
    }

    /// <summary>The code, and that it was made; whoever runs the server did it, so no account is named.</summary>
    public static async Task<string> MakeAsync(ZaitakuDb db, Role invited, string phone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        db.AuditTrail.Add(new AuditEntry { At = now, Action = "invitation.make", Detail = invited.Id() });
        return await Invitations.CreateAsync(db, invited, phone, now, cancellationToken);
    }

    private static IEnumerable<Role> Invitable() => Roles.All.Where(role => role != Role.Resident);
}
