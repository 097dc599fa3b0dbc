using Zaitaku.Storage.Consultations;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>Pieces that several pages share.</summary>
internal static class PageParts
{
    public static Html Done(string words) => words.Length == 0 ? Html.None : Html.Of($"""<p class="done" role="status">{words}</p>""");

    public static Html Problems(IReadOnlyList<string> problems) => problems.Count == 0 ? Html.None : Html.Of(
        $"""<section class="problems" role="alert"><h2>ご確認ください</h2><ul>{Html.Join(problems.Select(problem => Html.Of($"<li>{problem}</li>")))}</ul></section>""");

    public static Html Checked(bool isIt) => isIt ? Html.Of($"checked") : Html.None;

    public static Html Hidden(bool isIt) => isIt ? Html.Of($"hidden") : Html.None;

    /// <summary>Enter in a field presses the first button of its form: it saves, and takes no file away. Nobody sees, hears or reaches it.</summary>
    public static readonly Html Enter = Html.Of($"""<button type="submit" name="do" value="save" class="enter" tabindex="-1" aria-hidden="true">下書きを保存</button>""");

    /// <summary>What was added, and the field to add more.</summary>
    public static Html Files(Consultation one, bool mayDrop)
    {
        ConsultationFile[] there = [.. one.Files.Where(file => file.ErasedAt is null).OrderBy(file => file.AddedAt)];
        return Html.Of($"""
            <label class="field" for="files">写真・書類（なくてもかまいません）</label>
            <p id="files-hint" class="small">JPEG・PNG・HEIC・PDF、1つ10MB・合わせて{PageForm.FilesMax}つまで。お薬手帳や書類の名前は、隠して撮ってください。</p>
            {(there.Length == 0 ? Html.None : Html.Of($"""<ul class="files">{Html.Join(there.Select(file => Row(file, mayDrop)))}</ul>"""))}
            {(there.Length >= PageForm.FilesMax ? Html.None : Html.Of($"""<input id="files" name="files" type="file" multiple accept="image/jpeg,image/png,image/heic,.heic,application/pdf" aria-describedby="files-hint">"""))}
            """);
    }

    private static Html Row(ConsultationFile file, bool mayDrop) => Html.Of(
        $"""<li><span>{file.Name}</span> <span class="small">{Size(file.Bytes)}</span>{(mayDrop ? Html.Of($""" <button type="submit" name="do" value="drop:{file.Id.ToString("N")}" class="button quiet" aria-label="{file.Name} を取り消す">取り消す</button>""") : Html.None)}</li>""");

    private static string Size(long bytes) => bytes >= 1024 * 1024 ? $"{bytes / 1024.0 / 1024.0:0.0}MB" : $"{Math.Max(1, bytes / 1024)}KB";
}
