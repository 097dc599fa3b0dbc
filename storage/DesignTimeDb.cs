using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Zaitaku.Storage;

/// <summary>For <c>dotnet ef migrations add</c> only; the program never asks for it.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<ZaitakuDb>
{
    public ZaitakuDb CreateDbContext(string[] args)
    {
        DbContextOptionsBuilder<ZaitakuDb> builder = new();
        Sqlite.Configure(builder, new StorageOptions());
        return new ZaitakuDb(builder.Options);
    }
}
