using Microsoft.EntityFrameworkCore.Design;

namespace Zaitaku.Storage;

/// <summary>For <c>dotnet ef migrations add</c> only; the program never asks for it.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<ZaitakuDb>
{
    public ZaitakuDb CreateDbContext(string[] args) => Sqlite.NewContext(new StorageOptions());
}
