using System.CommandLine;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.WebConsole;
using Zaitaku.Scheduler.Backups;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Commands;

/// <summary><c>restore FILE</c>: checks a backup and puts it in the place of the data, which is moved aside. Not while the server runs. 0: done; 1: refused, nothing was changed.</summary>
public static class RestoreCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "backup で作ったファイル" };
        Command command = new("restore", "控えを戻します。サーバーを止めてから使います。いまのデータは消さず、脇に移します。") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = CommandHost.Build();
            StorageOptions storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
            return await RunAsync(storage, parsed.GetValue(file)!, services.GetRequiredService<TimeProvider>().GetUtcNow(), Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    public static async Task<int> RunAsync(StorageOptions storage, string file, DateTimeOffset now, TextWriter output, TextWriter complaints, CancellationToken cancellationToken)
    {
        RestoreOutcome outcome = await RestorePass.RunAsync(storage, file, now, cancellationToken);
        if (outcome is not RestoreOutcome.Restored done)
        {
            await complaints.WriteLineAsync(outcome switch
            {
                RestoreOutcome.Refused refused => $"{refused.Problem}何も変更していません。",
                RestoreOutcome.Stopped stopped => $"途中で止まりました。空き容量と権限を確かめて、同じ命令をもう一度実行してください。移したものは {stopped.Aside} にあります。",
                _ => throw new InvalidOperationException($"{outcome.GetType().Name} has no words."),
            });
            return 1;
        }

        await output.WriteLineAsync($"{ConsoleWords.Of(done.MadeAt)} の控えを戻しました。これまでのデータは {done.Aside} にあります。要らなくなったら消してください（個人情報が入っています）。消さなければ、Housekeeping:MessageDays の日数のあとに消えます。");
        if (done.ErasedAgain > 0)
        {
            await output.WriteLineAsync($"控えのあとに消した {done.ErasedAgain:N0}人のデータを、戻したデータからも消しました。");
        }

        await output.WriteLineAsync("サインインは全員分を切りました。まだ使われていない招待コードとリンクも、すべて無効です。要るものは作り直してください。");
        if (done.ClosedAgain > 0)
        {
            await output.WriteLineAsync($"控えのあとに閉じた {done.ClosedAgain:N0}件のアカウントを、戻したデータでも使えなくしました。");
        }

        if (done.IsAdminWithoutPassword)
        {
            await complaints.WriteLineAsync("控えにいる管理者は、そのあとに閉じたアカウントだけです。閉じずにパスワードを消しました。set-up-link で決め直し、新しい管理者を作ってから閉じてください。");
        }

        if (!done.IsErasureKnown)
        {
            await complaints.WriteLineAsync(
                "これまでのデータベースが読めないため、控えのあとに退会した人、閉じたアカウント、取り消されたメッセージが分かりません。記録があれば person erase で消し、コンソールのアカウントを確かめてください。");
        }

        return 0;
    }
}
