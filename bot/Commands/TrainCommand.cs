using System.CommandLine;
using Zaitaku.Bot.Understanding.Learned;

namespace Zaitaku.Bot.Commands;

/// <summary><c>train --utterances FILE… --danger FILE… --into FOLDER</c>: for those who build the program. Writes the two models it carries; the same files give the same bytes.</summary>
public static class TrainCommand
{
    public static Command Create()
    {
        Option<string[]> utterances = new("--utterances") { Description = "発話の一覧（TSV）", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<string[]> danger = new("--danger") { Description = "危険かどうかの一覧（TSV）", AllowMultipleArgumentsPerToken = true, Required = true };
        Option<string> into = new("--into") { Description = "書き出すフォルダー", Required = true };
        Command command = new("train", "言葉の理解の重みを、発話の一覧から作り直します（開発用）。") { utterances, danger, into };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (byte[] intents, byte[] now) = LearnedFiles.Train(parsed.GetValue(utterances)!, parsed.GetValue(danger)!);
            await File.WriteAllBytesAsync(Path.Combine(parsed.GetValue(into)!, "intents.bin"), intents, cancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(parsed.GetValue(into)!, "danger.bin"), now, cancellationToken);
            await Console.Out.WriteLineAsync($"intents.bin {intents.Length:N0} bytes, danger.bin {now.Length:N0} bytes");
            return 0;
        });
        return command;
    }
}
