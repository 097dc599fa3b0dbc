using Microsoft.Extensions.Options;

namespace Zaitaku.Scheduler.Substitutes;

/// <summary>Stops a start with names no button can bear.</summary>
public sealed class SubstituteOptionsCheck : IValidateOptions<SubstituteOptions>
{
    /// <summary>A button has 20 letters, of which some say what pressing does.</summary>
    private const int PaperLettersMax = 14;

    public ValidateOptionsResult Validate(string? name, SubstituteOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] papers = [.. options.Papers.Select(paper => paper.Trim())];
        return Array.Exists(papers, paper => paper.Length is 0 or > PaperLettersMax || paper.Any(char.IsControl)) ? ValidateOptionsResult.Fail($"Substitutes:Papers の書類の名前は、1文字から{PaperLettersMax}文字で書いてください。")
            : papers.Distinct().Count() != papers.Length ? ValidateOptionsResult.Fail("Substitutes:Papers に、同じ書類が2回書かれています。") : ValidateOptionsResult.Success;
    }
}
