using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Zaitaku.Storage;

/// <summary>Wires the database. Everything that only SQLite understands is in <see cref="Sqlite"/>.</summary>
public static class StorageSetup
{
    public static IServiceCollection AddZaitakuStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddPooledDbContextFactory<ZaitakuDb>((provider, builder) =>
            Sqlite.Configure(builder, provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<ZaitakuDb>>().CreateDbContext());
        services.AddSingleton<GroupCommit>().AddSingleton<SaveTries>().AddSingleton<OpenConnections>();
        services.AddSingleton(provider => HouseLock.Enter(provider.GetRequiredService<IOptions<StorageOptions>>().Value)); // Asked for first, it is let go of last.
        return services;
    }

    /// <summary>Makes the data directory and brings the database up to this version. Safe while another program does the same.</summary>
    public static async Task OpenAsync(this IDbContextFactory<ZaitakuDb> databases, StorageOptions options, CancellationToken cancellationToken)
    {
        Sqlite.PrepareDataDirectory(options);
        await using ZaitakuDb db = await databases.CreateDbContextAsync(cancellationToken);
        await Sqlite.MigrateAsync(db, options, cancellationToken);
    }
}
