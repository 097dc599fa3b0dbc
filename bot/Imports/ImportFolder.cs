using System.Globalization;
using Zaitaku.Storage;

namespace Zaitaku.Bot.Imports;

/// <summary>Where files to import lie while they are imported: in the data directory, under names of ours, readable by the owner only.</summary>
public sealed class ImportFolder(StorageOptions storage)
{
    private const string Upload = ".upload";

    /// <summary>Lists of rows not taken that are kept.</summary>
    private const int RejectsKeptMax = 20;

    private readonly string _path = Path.Combine(Path.GetFullPath(storage.DataDirectory), "imports");

    /// <summary>A file of our own to stream into.</summary>
    public FileStream NewUpload(Guid id) => Open($"{id:N}{Upload}", FileMode.CreateNew, FileShare.None);

    public string RejectsOf(Guid job) => Path.Combine(_path, $"{job:N}.rejects.csv");

    public string RejectsOf(int run) => Path.Combine(_path, string.Create(CultureInfo.InvariantCulture, $"run-{run}.rejects.csv"));

    public bool HasRejects(int run) => File.Exists(RejectsOf(run));

    /// <summary>Gives the list its run's number, and lets go of the oldest.</summary>
    public void KeepRejects(Guid job, int run)
    {
        if (File.Exists(RejectsOf(job)))
        {
            File.Move(RejectsOf(job), RejectsOf(run), overwrite: true);
        }

        foreach (FileInfo old in new DirectoryInfo(_path).GetFiles("run-*.rejects.csv").OrderByDescending(file => file.LastWriteTimeUtc).Skip(RejectsKeptMax))
        {
            old.Delete();
        }
    }

    public ImportJob? ReadJob() => File.Exists(JobFile) ? ImportJob.FromJson(File.ReadAllText(JobFile)) : null;

    /// <summary>Whole or not at all.</summary>
    public void WriteJob(ImportJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        using (StreamWriter writer = new(Open("job.part", FileMode.Create, FileShare.None)))
        {
            writer.Write(job.ToJson());
        }

        File.Move(Path.Combine(_path, "job.part"), JobFile, overwrite: true);
    }

    /// <summary>Held while an upload or an import runs, by whichever program; the operating system lets go of it when the program dies.</summary>
    /// <returns>Null while somebody else holds it.</returns>
    public FileStream? TryHold()
    {
        try
        {
            return Open("import.lock", FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException problem) when (problem is not DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What a program that died left behind.</summary>
    public void SweepUploads()
    {
        foreach (string left in Directory.EnumerateFiles(_path, "*" + Upload))
        {
            File.Delete(left);
        }
    }

    private string JobFile => Path.Combine(_path, "job.json");

    private FileStream Open(string name, FileMode mode, FileShare share)
    {
        OwnFile.MakeFolder(_path);
        return OwnFile.Open(Path.Combine(_path, name), mode, share);
    }
}
