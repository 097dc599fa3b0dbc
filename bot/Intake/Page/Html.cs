using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Zaitaku.Bot.Intake.Page;

/// <summary>Markup that is safe to send: what was put into it is escaped, unless it is markup itself.</summary>
public readonly struct Html
{
    public static readonly Html None;

    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    public static Html Of(HtmlText text) => new(text.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.ToString())));

    public override string ToString() => _markup ?? "";
}

/// <summary>Builds <see cref="Html"/> out of an interpolated string: the letters of the program stand as they are, every value is escaped. Attributes stand in double quotes.</summary>
[InterpolatedStringHandler]
public readonly struct HtmlText
{
    /// <summary>Japanese stays readable in the page's source.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _markup;

    public HtmlText(int literalLength, int formattedCount) => _markup = new StringBuilder(literalLength + formattedCount * 16);

    public void AppendLiteral(string literal) => _markup.Append(literal);

    public void AppendFormatted(string? text) => _markup.Append(Encoder.Encode(text ?? ""));

    public void AppendFormatted(int number) => _markup.Append(number);

    public void AppendFormatted(int number, string format) => _markup.Append(Encoder.Encode(number.ToString(format, System.Globalization.CultureInfo.InvariantCulture)));

    public void AppendFormatted(Html markup) => _markup.Append(markup.ToString());

    public override string ToString() => _markup.ToString();
}
