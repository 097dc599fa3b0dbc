namespace Zaitaku.Benchmarks;

/// <summary>A data directory with the whole country in it: a given one, or one filled for the occasion and deleted afterwards.</summary>
public sealed class WholeCountryDirectory : IAsyncDisposable
{
    private readonly bool _isOurs;

    private WholeCountryDirectory(string path, bool isOurs) => (Path, _isOurs) = (path, isOurs);

    public string Path { get; }

    public static async Task<WholeCountryDirectory> OpenAsync(string? given)
    {
        if (given is not null)
        {
            return new WholeCountryDirectory(given, isOurs: false);
        }

        WholeCountryDirectory made = Empty();
        await Console.Error.WriteLineAsync("Importing the whole country…");
        await using BuiltProgram import = BuiltProgram.Start(made.Path, ["import", .. RealFiles.Directory, .. RealFiles.Gazetteer]);
        await import.FinishAsync();
        return made;
    }

    public static WholeCountryDirectory Empty() => new(Directory.CreateTempSubdirectory("zaitaku-bench-").FullName, isOurs: true);

    public ValueTask DisposeAsync()
    {
        if (_isOurs)
        {
            Directory.Delete(Path, recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
