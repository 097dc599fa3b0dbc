using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Commands;

/// <summary><c>invite ROLE</c>: prints a one-time code. Whoever sends it to the bot gets the role.</summary>
public static class InviteCommand
{
    public static Command Create()
    {
        Argument<string> role = new("role") { Description = string.Join(", ", Invitable().Select(known => known.Id())) };
        Command command = new("invite", "招待コードを1つ作ります。") { role };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (!Roles.TryParse(parsed.GetValue(role) ?? "", out Role invited) || invited == Role.Resident)
            {
                await Console.Error.WriteLineAsync($"役割「{parsed.GetValue(role)}」には招待できません。{string.Join(", ", Invitable().Select(known => known.Id()))} のどれかです。");
                return 2;
            }

            await using ServiceProvider services = CommandHost.Build();
            IDbContextFactory<ZaitakuDb> databases = services.GetRequiredService<IDbContextFactory<ZaitakuDb>>();
            await databases.OpenAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellationToken);
            await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
            string code = await Invitations.CreateAsync(db, invited, services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
            await Console.Out.WriteLineAsync(code);
            await Console.Error.WriteLineAsync(
                $"{invited.Name()}の招待コードです。{(int)MemberRules.CodeLife.TotalDays}日以内に1人だけ使えます。チャットで「招待コード {code}」と送ってもらってください。");
            return 0;
        });
        return command;
    }

    private static IEnumerable<Role> Invitable() => Roles.All.Where(role => role != Role.Resident);
}
