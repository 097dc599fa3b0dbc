using Microsoft.AspNetCore.Http.Features;
using Zaitaku.Bot.Intake.Files;
using Zaitaku.Bot.Rota;
using Zaitaku.Storage.Consultations;
using Zaitaku.Storage.Members;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>A file as it came, already looked at.</summary>
public sealed record TakenFile(string Name, FileKind Kind, byte[] Bytes);

/// <summary>What a person sent from the page, with what is wrong with it in words.</summary>
public sealed record PageForm
{
    public const int FilesMax = 5;
    public const int FileBytesMax = 10 * 1024 * 1024;
    public const int TimesMax = 120;

    /// <summary>All files, and the fields and borders around them.</summary>
    public const long BodyBytesMax = (long)FilesMax * FileBytesMax + 1024 * 1024;

    /// <summary>Letters of one field that are read at all; what is over its own limit is told so, with the words handed back.</summary>
    private const int FieldMax = 200_000;

    /// <summary>Some twenty marks.</summary>
    private const int SeenMax = 400;

    /// <summary>Save, send, correct, reply, or <c>drop:ID</c>.</summary>
    public string Do { get; init; } = "save";

    public string Words { get; init; } = "";

    /// <summary>Marks of the words this page showed or sent (<see cref="OwnWordsRules.MarkOf"/>), with commas between; empty from a page without them.</summary>
    public string Seen { get; init; } = "";

    public bool WantsCall { get; init; }

    public string Phone { get; init; } = "";

    public string Times { get; init; } = "";

    /// <summary>A script saves while the person types: it wants a short answer and no page.</summary>
    public bool IsQuiet { get; init; }

    public IReadOnlyList<TakenFile> Files { get; init; } = [];

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Bodies are held in memory: a file must not pass through a folder that others may read.</summary>
    public static void Limit(HttpContext context, long bytesMax)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = bytesMax;
        }

        context.Features.Set<IFormFeature>(new FormFeature(context.Request, new FormOptions
        {
            MemoryBufferThreshold = FileBytesMax + 1024, MultipartBodyLengthLimit = bytesMax, BufferBodyLengthLimit = bytesMax,
            ValueCountLimit = 40, KeyLengthLimit = 64, ValueLengthLimit = FieldMax, MultipartHeadersCountLimit = 16,
        }));
    }

    public static async Task<PageForm> ReadAsync(IFormCollection form, int filesThere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(form);
        List<string> problems = [];
        PageForm read = new()
        {
            Do = form["do"].ToString() is { Length: > 0 and <= 50 } what ? what : "save",
            Words = TextOf(form, "words"),
            Seen = form["seen"].ToString() is { Length: <= SeenMax } seen ? seen : "",
            WantsCall = form["contact"] == "call",
            Phone = TextOf(form, "phone"),
            Times = TextOf(form, "times").ReplaceLineEndings(" "),
            IsQuiet = form["quiet"] == "1",
            Files = await FilesAsync(form, filesThere, problems, cancellationToken),
        };
        problems.AddRange(read.ProblemsOfWords());
        return read with { Problems = problems };
    }

    private IEnumerable<string> ProblemsOfWords()
    {
        if (Words.Length > ConsultationEntry.TextUnitsMax)
        {
            yield return $"文は{ConsultationEntry.TextUnitsMax:N0}文字までにしてください（いま{Words.Length:N0}文字）。";
        }

        if (Do is "send" or "reply" or "correct" && string.IsNullOrWhiteSpace(Words))
        {
            yield return "文が入っていません。短くてかまいませんので、書いてください。";
        }

        if (Phone.Length > 0 && MemberRules.FoldPhone(Phone) is null)
        {
            yield return "電話番号は、数字とハイフンで書いてください（例: 0000-00-0000）。";
        }

        if (Do == "send" && WantsCall && Phone.Length == 0)
        {
            yield return "電話でのお返事には、電話番号が必要です。";
        }

        if (Times.Length > TimesMax)
        {
            yield return $"都合のよい時間は{TimesMax}文字までにしてください。";
        }
    }

    /// <summary>What stands in a field, in letters of ours.</summary>
    internal static string TextOf(IFormCollection form, string field) => FormText.Lines(form[field]);

    private static async Task<IReadOnlyList<TakenFile>> FilesAsync(IFormCollection form, int there, List<string> problems, CancellationToken cancellationToken)
    {
        List<TakenFile> taken = [];
        foreach (IFormFile file in form.Files.Where(file => file.Length > 0 || file.FileName.Length > 0))
        {
            if (there + taken.Count >= FilesMax)
            {
                problems.Add($"ファイルは{FilesMax}つまでです。多い分は受け取りませんでした。");
                break;
            }

            if (file.Length is 0 or > FileBytesMax)
            {
                problems.Add($"「{ShownName(file)}」は{(file.Length == 0 ? "空です" : "10MBを超えています")}。");
                continue;
            }

            byte[] bytes = new byte[file.Length];
            await using (Stream stream = file.OpenReadStream())
            {
                await stream.ReadExactlyAsync(bytes, cancellationToken);
            }

            FileKind? kind = FileKind.Of(bytes);
            if (kind is null || PhotoCleaning.Clean(kind, bytes) is not { } clean)
            {
                problems.Add(kind == FileKind.Heic
                    ? $"「{ShownName(file)}」は、撮った場所の記録を取り除けないため受け取れません。画面に出して、その画面を写した写真（スクリーンショット）を送ってください。"
                    : $"「{ShownName(file)}」は受け取れません。写真（JPEG・PNG・HEIC）かPDFにしてください。");
                continue;
            }

            taken.Add(new TakenFile(FileNameRules.Clean(file.FileName, kind), kind, clean));
        }

        return taken;
    }

    private static string ShownName(IFormFile file) => Path.GetFileNameWithoutExtension(FileNameRules.Clean(file.FileName, FileKind.Pdf));
}
