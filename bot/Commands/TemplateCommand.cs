using System.CommandLine;
using System.Text;
using Zaitaku.Scheduler.Imports;

namespace Zaitaku.Bot.Commands;

/// <summary><c>template directory [FILE]</c>: writes the table a hub fills in, with two example rows the import passes over.</summary>
public static class TemplateCommand
{
    public static Command Create()
    {
        Argument<string?> file = new("FILE") { Description = "書き出すファイル。省くと標準出力", Arity = ArgumentArity.ZeroOrOne };
        Command directory = new("directory", "拠点の一覧表のひな形（CSV、BOM付きUTF-8）") { file };
        directory.SetAction(async (parsed, cancellationToken) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(TemplateColumns.Write());
            if (parsed.GetValue(file) is not { } path)
            {
                await using Stream output = Console.OpenStandardOutput();
                await output.WriteAsync(bytes, cancellationToken);
                return 0;
            }

            if (File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"{path} は既にあります。別の名前にするか、先に消してください");
                return 1;
            }

            await File.WriteAllBytesAsync(path, bytes, cancellationToken);
            return 0;
        });
        return new Command("template", "ひな形を書き出す") { directory };
    }
}
