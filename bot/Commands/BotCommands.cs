using System.CommandLine;
using Zaitaku.Bot.Hosting;

namespace Zaitaku.Bot.Commands;

/// <summary>What the program does besides serving, each in a class of its own.</summary>
public static class BotCommands
{
    public static async Task<int> InvokeAsync(string[] args)
    {
        OwnFiles.Only();
        RootCommand root = new("Zaitaku.Bot: without a command it starts the server.")
        {
            ImportCommand.Create(),
            TemplateCommand.Create(),
            UnderstandCommand.Create(),
            EvaluateCommand.Create(),
            FaqCommand.Create(),
            TrainCommand.Create(),
            AskCommand.Create(),
            InviteCommand.Create(),
            LineMenusCommand.Create(),
            TeamsManifestCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            PersonCommand.Create(),
            SetUpLinkCommand.Create(),
        };
        try
        {
            return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception problem) when (OpeningFaults.InWords(problem) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return OpeningFaults.ExitCodeOf(problem);
        }
    }
}
