using System.Diagnostics;

namespace Zaitaku.Benchmarks;

/// <summary>
/// Distinct questions about the whole country, each asked once. In this process: from text to the Flex message LINE would get,
/// one at a time, for the latency. Then over the chat page of the built server, for its memory.
/// </summary>
public static class SearchBenchmark
{
    private const int Questions = 2_500;

    /// <summary>Asked before the watch runs, so that the compiler is done; they are not asked again.</summary>
    private const int WarmUp = 500;

    /// <summary>An answer that finds nothing is quick; so many must show something for the rest to count.</summary>
    private const double CardsShareMin = 0.6;

    private const double MillisecondsMax = 5;
    private const double MegabytesMax = 400;

    public static async Task<BenchmarkFigures> RunAsync(string? given)
    {
        await using WholeCountryDirectory directory = await WholeCountryDirectory.OpenAsync(given);
        IReadOnlyList<string> asked = UtteranceMaker.Questions(RealFiles.PlaceNames(), Questions + WarmUp);
        (double[] milliseconds, double withCards) = await TimeAsync(directory.Path, asked);
        double served = await ServedPeakAsync(directory.Path, [.. asked.Skip(WarmUp)]);
        return new BenchmarkFigures(
            "search",
            $"p99 {MillisecondsMax} ms or less from text to rendered card, and {MegabytesMax} MB or less resident in the server that answers",
            new Dictionary<string, double>
            {
                ["questions"] = milliseconds.Length,
                ["withCards"] = withCards,
                ["p50Ms"] = At(milliseconds, 0.50),
                ["p95Ms"] = At(milliseconds, 0.95),
                ["p99Ms"] = At(milliseconds, 0.99),
                ["maxMs"] = milliseconds[^1],
                ["vmHwmMb"] = served,
                ["vmHwmMeasuringMb"] = BuiltProgram.PeakOf(Environment.ProcessId) ?? 0,
            },
            figures => figures["p99Ms"] <= MillisecondsMax && figures["vmHwmMb"] <= MegabytesMax && figures["withCards"] >= CardsShareMin * figures["questions"]);
    }

    private static async Task<(double[] Sorted, double WithCards)> TimeAsync(string data, IReadOnlyList<string> asked)
    {
        await using InProcessAnswers answers = await InProcessAnswers.OpenAsync(data);
        List<double> milliseconds = [];
        int withCards = 0;
        for (int at = 0; at < asked.Count; at++)
        {
            long from = Stopwatch.GetTimestamp();
            string message = await answers.AskAsync(asked[at]);
            double took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
            if (at >= WarmUp)
            {
                milliseconds.Add(took);
                withCards += message.Contains("\"carousel\"", StringComparison.Ordinal) || message.Contains("\"bubble\"", StringComparison.Ordinal) ? 1 : 0;
            }
        }

        milliseconds.Sort();
        return ([.. milliseconds], withCards);
    }

    private static async Task<double> ServedPeakAsync(string data, IReadOnlyList<string> asked)
    {
        string address = ChatPageClient.FreeAddress();
        BuiltProgram server = BuiltProgram.Start(data, "--urls", address);
        await using (server)
        {
            _ = server.Output.ReadToEndAsync(); // What it prints at the start must not fill the pipe.
            await StartBenchmark.ListensAsync(address, server);
            foreach (string[] conversation in asked.Chunk(ChatPageClient.MessagesMax))
            {
                using ChatPageClient client = await ChatPageClient.OpenAsync(address, CancellationToken.None);
                for (int at = 0; at < conversation.Length; at++)
                {
                    await client.AskAsync($"question-{at:0000}", conversation[at], CancellationToken.None);
                }
            }
        }

        return server.PeakMegabytes;
    }

    /// <summary>The smallest value that at least this share of the values does not exceed.</summary>
    private static double At(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
