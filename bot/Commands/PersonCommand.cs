using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Zaitaku.Bot.Channels.Line.Menus;
using Zaitaku.Scheduler.Consultations;
using Zaitaku.Storage;
using Zaitaku.Storage.Audit;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Erasure;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Commands;

/// <summary><c>person export ID FILE</c> and <c>person erase ID [--yes]</c>: what the law lets a person ask for. The id is the number of one of their consultations, as a person knows it, or the member's.</summary>
public static class PersonCommand
{
    private const string Yes = "消す";
    private const string IdHelp = "相談の受付番号（412-907）か、その人の番号";

    public static Command Create()
    {
        Argument<string> exported = new("ID") { Description = IdHelp };
        Argument<string> file = new("FILE") { Description = "書き出すファイル（.zip）。すでにあれば何もしません" };
        Command export = new("export", "一人分のデータをすべて書き出します（person.json とファイル）。") { exported, file };
        export.SetAction((parsed, cancellationToken) => WithDbAsync((db, services, now) => ExportAsync(db, services.GetRequiredService<IOptions<StorageOptions>>().Value, parsed.GetValue(exported)!, parsed.GetValue(file)!, now, Console.Error, cancellationToken), cancellationToken));

        Argument<string> erased = new("ID") { Description = IdHelp };
        Option<bool> sure = new("--yes") { Description = "確かめずに消します" };
        Command erase = new("erase", "一人分のデータをすべて消します。元に戻せません。") { erased, sure };
        erase.SetAction((parsed, cancellationToken) => WithDbAsync(
            (db, services, now) => EraseAsync(db, services.GetRequiredService<DeskFarewell>(), services.GetRequiredService<RichMenuFarewell>(), parsed.GetValue(erased)!, parsed.GetValue(sure), now, Console.In, Console.Error, cancellationToken), cancellationToken));
        return new Command("person", "一人分のデータを書き出す、または消します。") { export, erase };
    }

    public static async Task<int> ExportAsync(ZaitakuDb db, StorageOptions storage, string id, string file, DateTimeOffset now, TextWriter words, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
        {
            await words.WriteLineAsync($"{file} は既にあります。別の名前にするか、先に消してください。");
            return 1;
        }

        if (await TracesAsync(db, id, cancellationToken) is not { } traces)
        {
            return await NobodyAsync(words);
        }

        await NameOthersAsync(db, traces, words, cancellationToken);
        await using (FileStream stream = OwnFile.Open(file, FileMode.CreateNew, FileShare.None))
        {
            await PersonExport.WriteAsync(db, storage, traces, stream, cancellationToken);
        }

        await NoteAsync(db, traces, now, cancellationToken);
        await words.WriteLineAsync($"{file} に書き出しました。本人に渡したら消してください。");
        return 0;
    }

    public static async Task<int> EraseAsync(ZaitakuDb db, DeskFarewell desk, RichMenuFarewell menus, string id, bool isSure, DateTimeOffset now, TextReader answers, TextWriter words, CancellationToken cancellationToken)
    {
        if (await TracesAsync(db, id, cancellationToken) is not { } traces)
        {
            return await NobodyAsync(words);
        }

        await NameOthersAsync(db, traces, words, cancellationToken);
        if (!isSure)
        {
            await words.WriteLineAsync(
                $"アカウント {traces.Addresses.Count:N0}、受信 {traces.Events.Count:N0}、相談 {traces.Consultations.Count:N0}（うち受付中 {traces.Open.Count:N0}）、ファイル {traces.Files.Count:N0} を消します。元に戻せません。");
            await words.WriteAsync($"消すときは「{Yes}」と入力してください: ");
            if ((await answers.ReadLineAsync(cancellationToken))?.Trim() != Yes)
            {
                await words.WriteLineAsync("何も消していません。");
                return 1;
            }
        }

        if (traces.Member == Guid.Empty)
        {
            await desk.EraseConsultationAsync(db, await db.Consultations.SingleAsync(one => one.Id == traces.Consultations[0], cancellationToken), null, now, cancellationToken);
        }
        else
        {
            await menus.UnlinkAsync(db, traces.Member, cancellationToken);
            await desk.EraseAsync(db, traces.Member, null, now, cancellationToken);
        }

        await words.WriteLineAsync("消しました。夜間の控えには、保存の期間が過ぎるまで残ります（Backup:Keep）。");
        return 0;
    }

    /// <summary>Somebody without an account is known by their phone alone, and a family or an office may share one: whoever runs this decides which of the others are theirs.</summary>
    private static async Task NameOthersAsync(ZaitakuDb db, PersonTraces traces, TextWriter words, CancellationToken cancellationToken)
    {
        if (traces.Member != Guid.Empty)
        {
            return;
        }

        List<string> phones = await db.Consultations.Where(one => traces.Consultations.Contains(one.Id) && one.CallPhone != "").Select(one => one.CallPhone).Distinct().ToListAsync(cancellationToken);
        string[] spellings = [.. phones.SelectMany(PhoneRules.SpellingsOf).Distinct()];
        List<int> others = await db.Consultations.Where(one => one.MemberId == null && !traces.Consultations.Contains(one.Id) && spellings.Contains(one.CallPhone))
            .OrderBy(one => one.CreatedAt).Select(one => one.Number).ToListAsync(cancellationToken);
        if (others.Count > 0)
        {
            await words.WriteLineAsync($"同じ電話番号の、アカウントのない相談がほかに {others.Count:N0}件あります: {string.Join("、", others.Select(ConsultationNumbers.Shown))}。同じ人のものなら、番号ごとにもう一度実行してください。");
        }
    }

    /// <summary>Whoever runs the server did it: no account is named.</summary>
    private static async Task NoteAsync(ZaitakuDb db, PersonTraces traces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        bool isMember = traces.Member != Guid.Empty;
        int number = isMember ? 0 : await db.Consultations.Where(one => one.Id == traces.Consultations[0]).Select(one => one.Number).SingleAsync(cancellationToken);
        string subject = isMember ? $"member:{traces.Member:N}" : string.Create(CultureInfo.InvariantCulture, $"consultation:{number}");
        db.AuditTrail.Add(new AuditEntry { At = now, MemberId = isMember ? traces.Member : null, Action = isMember ? "member.export" : "consultation.export", Subject = subject });
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <returns>Null when nobody has that number.</returns>
    private static async Task<PersonTraces?> TracesAsync(ZaitakuDb db, string id, CancellationToken cancellationToken)
    {
        Guid? member = Guid.TryParse(id, out Guid typed) ? typed : null;
        if (member is null && ConsultationNumbers.TryParse(id, out int number))
        {
            Consultation? one = await db.Consultations.SingleOrDefaultAsync(one => one.Number == number, cancellationToken);
            if (one is { MemberId: null })
            {
                return await PersonTraces.OfConsultationAsync(db, one, cancellationToken);
            }

            member = one?.MemberId;
        }

        return member is { } known && await db.Members.AnyAsync(one => one.Id == known, cancellationToken) ? await PersonTraces.ReadAsync(db, known, int.MaxValue, cancellationToken) : null;
    }

    private static async Task<int> NobodyAsync(TextWriter words)
    {
        await words.WriteLineAsync("その番号の人はいません。");
        return 1;
    }

    private static async Task<int> WithDbAsync(Func<ZaitakuDb, IServiceProvider, DateTimeOffset, Task<int>> run, CancellationToken cancellationToken)
    {
        await using ServiceProvider services = CommandHost.Enter();
        StorageOptions storage = services.GetRequiredService<IOptions<StorageOptions>>().Value;
        IDbContextFactory<ZaitakuDb> databases = services.GetRequiredService<IDbContextFactory<ZaitakuDb>>();
        await databases.OpenAsync(storage, cancellationToken);
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        return await run(db, services, services.GetRequiredService<TimeProvider>().GetUtcNow());
    }
}
