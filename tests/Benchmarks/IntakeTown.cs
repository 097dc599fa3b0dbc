using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Zaitaku.Fakes.Line;

namespace Zaitaku.Benchmarks;

/// <summary>One person's way to a receipt.</summary>
/// <param name="Milliseconds">From the last press to the receipt.</param>
public sealed record IntakeVisit(double Milliseconds);

/// <summary>People with phones who consult one after the other, at a steady pace whether or not the hub keeps up, and everything they heard.</summary>
public sealed class IntakeTown : IDisposable
{
    public const string Area = "みなと市";
    private const string ReceiptHead = "ご相談を受け付けました。受付番号 ";
    private const int DeliveriesMax = 120;

    /// <summary>LINE delivers again what was not answered with 200.</summary>
    private static readonly TimeSpan RedeliverAfter = TimeSpan.FromSeconds(1);

    /// <summary>Nothing more is heard for so long: nothing more will come.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(10);
    private readonly FakeLine _line;
    private readonly HttpClient _web;
    private readonly ConcurrentDictionary<string, Channel<HeardMessage>> _phones = [];
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _receipts = [];
    private int _people, _byPage, _webhooks, _redelivered;
    private long _heardAt;

    public IntakeTown(FakeLine line, Uri bot)
    {
        _line = line;
        _web = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = bot, Timeout = AnswerMax };
        line.WhenHeard = Hear;
    }

    public int People => _people;

    public int ByPage => _byPage;

    public int Webhooks => _webhooks;

    public int Redelivered => _redelivered;

    /// <summary>LINE id → the numbers in every receipt that reached that phone.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Receipts => _receipts;

    /// <summary>What a person writes; nobody else writes the same.</summary>
    public static string WordsOf(string lineId) => $"父が来週退院します。夜の吸引を家族だけでできるか心配です。（{lineId[^12..]}）";

    /// <summary>So many people, a new one whenever it is time, and waits until each has a receipt.</summary>
    /// <param name="pageEvery">Every so-manieth writes on the one-time page.</param>
    public async Task<IReadOnlyList<IntakeVisit>> SendAsync(int people, int perSecond, int pageEvery)
    {
        List<Task<IntakeVisit>> visits = [];
        Stopwatch watch = Stopwatch.StartNew();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
        while (visits.Count < people && await timer.WaitForNextTickAsync())
        {
            while (visits.Count < people && visits.Count < watch.Elapsed.TotalSeconds * perSecond)
            {
                int number = Interlocked.Increment(ref _people);
                visits.Add(Task.Run(() => ConsultAsync($"p{number}", number % pageEvery == 0)));
            }
        }

        return await Task.WhenAll(visits);
    }

    /// <summary>Waits until nobody hears anything any more, so that a second receipt would have come.</summary>
    public async Task QuietAsync()
    {
        while (Stopwatch.GetElapsedTime(Interlocked.Read(ref _heardAt)) < Silence)
        {
            await Task.Delay(Silence / 10);
        }
    }

    public void Dispose() => _web.Dispose();

    private async Task<IntakeVisit> ConsultAsync(string name, bool onPage)
    {
        IntakePhone phone = new(_line, name, _phones.GetOrAdd(FakeLine.IdOf(name), _ => Channel.CreateUnbounded<HeardMessage>()).Reader, PostAsync);
        await phone.SaysAsync("相談したい");
        foreach (string label in (string[])["同意して相談する", "ご本人・ご家族（住民）", "退院支援", Area, "急がない", "このチャットで"])
        {
            await phone.TapsAsync(await phone.HearsAsync(label), label);
        }

        await phone.HearsAsync("内容を直す");
        string words = WordsOf(FakeLine.IdOf(name));
        await phone.SaysAsync(words);
        HeardMessage summary = await phone.HearsAsync("送る");
        long pressed;
        if (onPage)
        {
            Interlocked.Increment(ref _byPage);
            await phone.TapsAsync(summary, "写真や書類を付ける");
            IntakePageClient page = new(_web, (await phone.HearsAsync("ページを開く")).Action("ページを開く")["uri"]!.GetValue<string>());
            await page.OpenAsync();
            pressed = Stopwatch.GetTimestamp();
            await page.SendAsync(words);
        }
        else
        {
            pressed = Stopwatch.GetTimestamp();
            await phone.TapsAsync(summary, "送る");
        }

        await phone.HearsAsync("様子を見る");
        return new IntakeVisit(Stopwatch.GetElapsedTime(pressed).TotalMilliseconds);
    }

    /// <summary>As LINE does: again until it is taken.</summary>
    private async Task PostAsync(SignedWebhook webhook)
    {
        Interlocked.Increment(ref _webhooks);
        for (int delivery = 0; delivery < DeliveriesMax; delivery++)
        {
            try
            {
                using HttpRequestMessage request = webhook.ToRequest();
                using HttpResponseMessage answer = await _web.SendAsync(request);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException)
            {
                // The program is away.
            }

            await Task.Delay(RedeliverAfter);
            Interlocked.Increment(ref _redelivered);
            webhook = _line.Redelivers(webhook);
        }

        throw new BenchmarkException("A webhook was never taken.");
    }

    private void Hear(HeardMessage message)
    {
        Interlocked.Exchange(ref _heardAt, Stopwatch.GetTimestamp());
        if (message.AltText.StartsWith(ReceiptHead, StringComparison.Ordinal))
        {
            _receipts.AddOrUpdate(message.To, [message.AltText[ReceiptHead.Length..]], (_, before) => [.. before, message.AltText[ReceiptHead.Length..]]);
        }

        _phones.GetOrAdd(message.To, _ => Channel.CreateUnbounded<HeardMessage>()).Writer.TryWrite(message);
    }
}

/// <summary>One phone: what it hears, and what is pressed on it.</summary>
internal sealed class IntakePhone(FakeLine line, string name, ChannelReader<HeardMessage> ears, Func<SignedWebhook, Task> post)
{
    /// <summary>The program may be away meanwhile.</summary>
    private static readonly TimeSpan HearMax = TimeSpan.FromSeconds(90);

    public Task SaysAsync(string text) => post(line.Says(name, text));

    public Task TapsAsync(HeardMessage message, string label) => post(line.Taps(name, message, label));

    /// <summary>The next message on which something is labelled so.</summary>
    public async Task<HeardMessage> HearsAsync(string label)
    {
        using CancellationTokenSource limit = new(HearMax);
        try
        {
            while (true)
            {
                HeardMessage message = await ears.ReadAsync(limit.Token);
                if (message.Actions.Any(action => action["label"]?.GetValue<string>() == label))
                {
                    return message;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new BenchmarkException($"{name} never heard 「{label}」.");
        }
    }
}
