using System.CommandLine;
using System.Globalization;
using Zaitaku.Bot.Understanding;
using Zaitaku.Bot.Understanding.Evaluation;
using Zaitaku.Bot.Understanding.Learned;

namespace Zaitaku.Bot.Commands;

/// <summary><c>evaluate FILE</c>: how well annotated utterances are understood, by intent, with what was taken for what. For those who build the program, and for whoever wants to see whether it gets better.</summary>
public static class EvaluateCommand
{
    /// <summary>Pairs of intents that are shown; the rest is counted.</summary>
    private const int ConfusionsMax = 40;

    /// <summary>Misread lines that are shown.</summary>
    private const int MissesMax = 2_000;

    private const int HeadLines = 2;

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "正解つきの発話（JSON行、またはタブ区切り）" };
        Option<bool> rules = new("--rules") { Description = "規則だけで読みます（学習した重みを使いません）" };
        Option<bool> learned = new("--learned") { Description = "学習した重みだけで読みます（規則の判断を使いません）" };
        Option<bool> brief = new("--brief") { Description = "はじめの2行だけを書きます" };
        Option<bool> misses = new("--misses") { Description = "読み違えた行も書きます" };
        Command command = new("evaluate", "正解つきの発話を読ませて、意図ごとの成績と、取り違えを表にします。") { file, rules, learned, brief, misses };
        command.SetAction((parsed, _) => Task.FromResult(Run(parsed.GetValue(file)!, parsed.GetValue(rules) ? new UtteranceReader(null) : new UtteranceReader(parsed.GetValue(learned) ? LearnedReading.Alone() : LearnedReading.Load()), (parsed.GetValue(brief), parsed.GetValue(misses)), Console.Out, Console.Error)));
        return command;
    }

    /// <summary>0: read; 1: the file cannot be read, with the reason.</summary>
    /// <param name="shown">Only the first two lines, or the misread lines as well.</param>
    public static int Run(string file, UtteranceReader reader, (bool Brief, bool Misses) shown, TextWriter output, TextWriter complaints)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(complaints);
        try
        {
            IReadOnlyList<AnnotatedUtterance> lines = AnnotatedUtterance.ReadFile(file);
            ReadingScore score = ReadingScore.Of(lines, reader);
            foreach (string line in Table(score).Take(shown.Brief ? HeadLines : int.MaxValue).Concat(shown.Misses ? Misread(score) : []))
            {
                output.WriteLine(line);
            }

            return 0;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            complaints.WriteLine(problem is InvalidDataException ? problem.Message : "ファイルを読めません。場所と権限を確かめてください。");
            return 1;
        }
    }

    private static IEnumerable<string> Table(ReadingScore score)
    {
        yield return Text($"発話 {score.Count:N0}件  意図 {score.Intent:0.0}  サービス {score.Services:0.0}  対応 {score.Capabilities:0.0}  条件 {score.Conditions:0.0}  場所 {score.Place:0.0}");
        yield return Text($"緊急 {score.EmergencyRecall:0.0}  誤報 {score.FalseAlarms}件");
        yield return "";
        yield return Text($"{"意図",-16} {"件",6} {"再現率",7} {"適合率",7}");
        foreach (IntentScore one in score.ByIntent.Where(one => one.Count + one.Taken > 0))
        {
            yield return Text($"{one.Intent,-18} {one.Count,6} {one.Recall,9:0.0} {one.Precision,9:0.0}");
        }

        yield return "";
        yield return "取り違え（正解 → 読み取り）";
        foreach (Confusion one in score.Confusions.Take(ConfusionsMax))
        {
            yield return Text($"{one.Count,6}  {one.Meant} → {one.TakenFor}");
        }

        if (score.Confusions.Count > ConfusionsMax)
        {
            yield return Text($"ほか {score.Confusions.Count - ConfusionsMax}とおり");
        }
    }

    private static IEnumerable<string> Misread(ReadingScore score) => score.Misses.Take(MissesMax)
        .Select(miss => $"{miss.Line.Text.ReplaceLineEndings("\\n")}\t{Told(miss.Line)}\t{Told(miss.Read)}").Prepend("");

    private static string Told(AnnotatedUtterance one) => $"{one.Intent} [{one.Services}] [{one.Capabilities}] [{one.Conditions}] {one.Place ?? "-"}";

    private static string Text(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
