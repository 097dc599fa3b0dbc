namespace Zaitaku.Bot.Imports;

/// <summary>Wires imports by the console.</summary>
public static class ImportsSetup
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services.AddSingleton<ImportDesk>();

    public static void MapImports(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapPost("/console/import/file", ImportUpload.TakeAsync);
        app.MapGet("/console/import/live", ImportStream.Open);
        app.MapGet("/console/import/{id:int}/rejects.csv", (int id, ImportDesk desk) => Rejects(id, desk.Folder));
    }

    private static IResult Rejects(int run, ImportFolder folder) => folder.HasRejects(run)
        ? TypedResults.PhysicalFile(folder.RejectsOf(run), "text/csv; charset=utf-8", $"rejects-{run}.csv") : TypedResults.NotFound();
}
