using System.CommandLine;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Scheduler.Backups;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;

namespace Zaitaku.Bot.Commands;

/// <summary><c>backup FILE</c>: database, uploads and keys in one archive, while the server goes on working. Never overwrites. 0: made; 1: not.</summary>
public static class BackupCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "書き出すファイル（.zip）。すでにあれば何もしません" };
        Command command = new("backup", "データベース・ファイル・鍵の控えを1つのファイルに作ります。動いたままで構いません。") { file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using ServiceProvider services = CommandHost.Enter();
            StorageOptions storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
            return await RunAsync(storage, parsed.GetValue(file)!, services.GetRequiredService<TimeProvider>().GetUtcNow(), Console.Out, Console.Error, cancellationToken);
        });
        return command;
    }

    public static async Task<int> RunAsync(StorageOptions storage, string file, DateTimeOffset now, TextWriter output, TextWriter complaints, CancellationToken cancellationToken)
    {
        switch (await BackupPass.RunAsync(storage, file, now, cancellationToken))
        {
            case BackupOutcome.Made made:
                await NoteAsync(storage, now, complaints, cancellationToken);
                await output.WriteLineAsync($"{made.File} に控えを作りました（{made.Bytes / 1024:N0} KB、添付ファイル {made.Uploads:N0}件、{made.Took.TotalSeconds:0.0}秒）。個人情報と鍵が入っています。持ち出しと保管にご注意ください。");
                return 0;
            case BackupOutcome.Refused refused:
                await complaints.WriteLineAsync(refused.Problem);
                return 1;
            case BackupOutcome other:
                throw new InvalidOperationException($"{other.GetType().Name} has no words.");
            default:
                return 1;
        }
    }

    /// <summary>Whoever runs the server took everything along: no account is named. The copy is good without the row, on a database of before an upgrade too.</summary>
    private static async Task NoteAsync(StorageOptions storage, DateTimeOffset now, TextWriter complaints, CancellationToken cancellationToken)
    {
        try
        {
            await using ZaitakuDb db = Sqlite.NewContext(storage);
            db.AuditTrail.Add(new AuditEntry { At = now, Action = "house.backup" });
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException)
        {
            await complaints.WriteLineAsync("控えはできましたが、監査の記録に書けませんでした。");
        }
    }
}
