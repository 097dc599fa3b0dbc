using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Zaitaku.Storage;
using Zaitaku.Storage.Uploads;
using Zaitaku.Tests.World;

namespace Zaitaku.Tests.Backups;

/// <summary>A data directory with nothing but storage around it.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private House(string folder)
    {
        Folder = folder;
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = folder }).Build())
            .AddZaitakuStorage().BuildServiceProvider();
    }

    public string Folder { get; }

    public StorageOptions Storage => _services.GetRequiredService<IOptions<StorageOptions>>().Value;

    public GroupCommit Commits => _services.GetRequiredService<GroupCommit>();

    public static async Task<House> OpenAsync()
    {
        House house = new(Directory.CreateTempSubdirectory("zaitaku-house-").FullName);
        await house._services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().OpenAsync(house.Storage, CancellationToken.None);
        return house;
    }

    public ZaitakuDb Db() => _services.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContext();

    public async Task<T> AskAsync<T>(Func<ZaitakuDb, Task<T>> question)
    {
        await using ZaitakuDb db = Db();
        return await question(db);
    }

    /// <summary>A place beside the house that goes with it.</summary>
    public string Beside(string name) => Path.Combine(Folder, name);

    public Task UploadAsync(Guid file, byte[] bytes) => UploadFolder.WriteAsync(Storage, file, bytes, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        DataFolder.Delete(Folder);
    }
}
