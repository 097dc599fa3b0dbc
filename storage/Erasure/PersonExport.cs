using System.IO.Compression;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Zaitaku.Storage.Uploads;

namespace Zaitaku.Storage.Erasure;

/// <summary>All data of one person as one archive: <c>person.json</c>, table by table, and the files they sent. What a table added later holds of a person comes along by itself.</summary>
public static class PersonExport
{
    public const string JsonName = "person.json";

    private const int RowsMax = 100_000;

    /// <summary>Proofs of a secret are no data of the person, and are of no use to them.</summary>
    private const string SecretEnding = "Hash";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter() },
    };

    private static readonly MethodInfo RowsMethod = typeof(PersonExport).GetMethod(nameof(OwnRowsAsync), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <param name="to">Gets a zip archive.</param>
    /// <returns>False when there is no such member; nothing was written then.</returns>
    public static async Task<bool> WriteAsync(ZaitakuDb db, StorageOptions storage, Guid member, Stream to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (!await db.Members.AnyAsync(one => one.Id == member, cancellationToken))
        {
            return false;
        }

        await WriteAsync(db, storage, await PersonTraces.ReadAsync(db, member, RowsMax, cancellationToken), to, cancellationToken);
        return true;
    }

    /// <summary>The same for somebody without an account: <see cref="PersonTraces.OfConsultationAsync"/>.</summary>
    public static async Task WriteAsync(ZaitakuDb db, StorageOptions storage, PersonTraces traces, Stream to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(traces);
        JsonObject person = await TablesAsync(db, traces, cancellationToken);
        using ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true);
        await using (Stream json = await zip.CreateEntry(JsonName).OpenAsync(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(json, person, Readable, cancellationToken);
        }

        foreach (Guid file in traces.Files)
        {
            await using Stream? bytes = UploadFolder.OpenRead(storage, file);
            if (bytes is not null)
            {
                await using Stream entry = await zip.CreateEntry($"files/{file:N}").OpenAsync(cancellationToken);
                await bytes.CopyToAsync(entry, cancellationToken);
            }
        }
    }

    private static async Task<JsonObject> TablesAsync(ZaitakuDb db, PersonTraces traces, CancellationToken cancellationToken)
    {
        JsonObject person = new() { ["member"] = Rows(db, await db.Members.AsNoTracking().Where(one => one.Id == traces.Member).ToListAsync(cancellationToken)) };
        foreach (IEntityType table in db.Model.GetEntityTypes().Where(table => table.FindProperty("MemberId") is not null))
        {
            person[table.GetTableName()!] = await (Task<JsonArray>)RowsMethod.MakeGenericMethod(table.ClrType).Invoke(null, [db, traces.Member, cancellationToken])!;
        }

        person["consultation"] = Rows(db, await db.Consultations.AsNoTracking().Where(one => traces.Consultations.Contains(one.Id)).OrderBy(one => one.CreatedAt).ToListAsync(cancellationToken));

        // Of a consultation of theirs everything is about them, whoever wrote it.
        person["consultation_entry"] = Rows(db, await db.ConsultationEntries.AsNoTracking().Where(entry => entry.MemberId == traces.Member || traces.Consultations.Contains(entry.ConsultationId))
            .OrderBy(entry => entry.At).ThenBy(entry => entry.Sequence).Take(RowsMax).ToListAsync(cancellationToken));
        person["consultation_file"] = Rows(db, await db.ConsultationFiles.AsNoTracking().Where(file => traces.Files.Contains(file.Id)).ToListAsync(cancellationToken));
        JsonArray said = [], heard = [], context = [];
        foreach (long id in traces.Events)
        {
            Add(said, Rows(db, await db.Inbox.AsNoTracking().Where(row => row.Id == id).ToListAsync(cancellationToken)));
        }

        foreach ((string channel, string address) in traces.Addresses)
        {
            string conversation = $"{channel}:{address}";
            Add(heard, Rows(db, await db.Outbox.AsNoTracking().Where(row => row.Channel == channel && row.Address == address).OrderBy(row => row.CreatedAt).Take(RowsMax).ToListAsync(cancellationToken)));
            Add(context, Rows(db, await db.Dialogues.AsNoTracking().Where(row => row.Conversation == conversation).ToListAsync(cancellationToken)));
            Add(context, Rows(db, await db.TeamsConversations.AsNoTracking().Where(row => row.UserId == address || row.ConversationId == address).ToListAsync(cancellationToken)));
        }

        person["inbox_message"] = said;
        person["outbox_message_by_address"] = heard;
        person["conversation"] = context;
        return person;
    }

    private static async Task<JsonArray> OwnRowsAsync<T>(ZaitakuDb db, Guid member, CancellationToken cancellationToken)
        where T : class =>
        Rows(db, await db.Set<T>().AsNoTracking().Where(row => EF.Property<Guid?>(row, "MemberId") == member).Take(RowsMax).ToListAsync(cancellationToken));

    private static JsonArray Rows<T>(ZaitakuDb db, List<T> rows)
        where T : class
    {
        IProperty[] columns = [.. db.Model.FindEntityType(typeof(T))!.GetProperties().Where(column => !column.Name.EndsWith(SecretEnding, StringComparison.Ordinal))];
        return [.. rows.Select(row => (JsonNode)new JsonObject(columns.Select(column =>
            KeyValuePair.Create(column.Name, ValueOf(column.PropertyInfo!.GetValue(row))))))];
    }

    /// <summary>What is kept as JSON is shown as it is, not as a text full of escapes.</summary>
    private static JsonNode? ValueOf(object? value)
    {
        if (value is string { Length: > 1 } text && (text[0] == '{' || text[0] == '['))
        {
            try
            {
                return JsonNode.Parse(text);
            }
            catch (JsonException)
            {
                return JsonValue.Create(text);
            }
        }

        return JsonSerializer.SerializeToNode(value, Readable);
    }

    private static void Add(JsonArray to, JsonArray rows)
    {
        foreach (JsonNode? row in rows.ToList())
        {
            rows.Remove(row);
            to.Add(row);
        }
    }
}
