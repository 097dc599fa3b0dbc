using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels.Line;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Commands;

/// <summary><c>line-menus [--dry-run] [--default]</c>: installs the rich menus or brings them up to date. Run twice it changes nothing.
/// 0: done or nothing to do; 2: not configured; 3: LINE refused or could not be reached; 4: LINE's hourly limit, go on later.</summary>
public static class LineMenusCommand
{
    public static Command Create()
    {
        Option<bool> dryRun = new("--dry-run") { Description = "何が変わるかだけを表示します (changes nothing)" };
        Option<bool> makeDefault = new("--default") { Description = "自分のメニューがない人にも「ご本人・ご家族」を出します。市と共用のアカウントでは使わないでください (for accounts of your own only)" };
        Command command = new("line-menus", "LINE のリッチメニューを入れる、または新しくします。") { dryRun, makeDefault };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = CommandHost.Enter();
            return await RunAsync(services, parsed.GetValue(dryRun), parsed.GetValue(makeDefault), Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    public static async Task<int> RunAsync(IServiceProvider services, bool isDryRun, bool makeDefault, TextWriter output, TextWriter complaints, CancellationToken cancellationToken)
    {
        if (!services.GetRequiredService<IOptions<LineOptions>>().Value.IsConfigured)
        {
            await complaints.WriteLineAsync(RichMenuWords.NotConfigured);
            return 2;
        }

        RichMenuApi api = services.GetRequiredService<RichMenuApi>();
        (RichMenuShelf? shelf, LineAnswer answer) = await api.ReadAsync(cancellationToken);
        if (shelf is null)
        {
            return await StopAsync(RichMenuWords.Reading, answer, complaints);
        }

        RichMenuPlan plan = RichMenuRules.Plan(RichMenuInstall.Drawn(), shelf, makeDefault);
        if (isDryRun)
        {
            await output.WriteLineAsync(string.Join(Environment.NewLine, [.. RichMenuWords.Planned(plan), RichMenuWords.DryRun]));
            return 0;
        }

        await services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().OpenAsync(services.GetRequiredService<IOptions<StorageOptions>>().Value, cancellationToken);
        return await services.GetRequiredService<RichMenuInstall>().RunAsync(plan, output.WriteLine, cancellationToken) switch
        {
            RichMenuInstalled.Stopped stopped => await StopAsync(stopped.Step, stopped.Answer, complaints),
            RichMenuInstalled.Done done => await DoneAsync(done.Linked == 0 && plan.ChangesNothing ? RichMenuWords.NothingToDo : RichMenuWords.Done(done.Linked), output),
            RichMenuInstalled other => throw new InvalidOperationException($"{other.GetType().Name} has no words."),
        };
    }

    private static async Task<int> DoneAsync(string words, TextWriter output)
    {
        await output.WriteLineAsync(words);
        return 0;
    }

    private static async Task<int> StopAsync(string step, LineAnswer answer, TextWriter complaints)
    {
        await complaints.WriteLineAsync(RichMenuWords.Stopped(step, answer));
        return answer.Status == 429 ? 4 : 3;
    }
}
