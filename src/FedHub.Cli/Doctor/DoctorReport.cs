using FedHub.Cli.Terminal;
using FedHub.Protocol;

namespace FedHub.Cli.Doctor;

/// <summary>Findings for people and for scripts, worst first, and the exit status that they give.</summary>
internal static class DoctorReport
{
    private const string Corruption = "log-altered";

    public static async Task<ExitCode> WriteAsync(CliTerminal terminal, IReadOnlyList<Finding> findings, bool json, bool strict)
    {
        foreach (var finding in findings.OrderByDescending(finding => finding.Severity))
        {
            foreach (var line in json ? [Json(finding)] : Lines(finding))
            {
                await terminal.Output.WriteLineAsync(line);
            }
        }

        if (!json)
        {
            await terminal.Output.WriteLineAsync(Summary(findings));
        }

        return StatusOf(findings, strict);
    }

    /// <summary>4: proven corruption; 1: something is wrong; 5: something could not be looked at; 0: all is well, warnings apart unless strict.</summary>
    internal static ExitCode StatusOf(IReadOnlyList<Finding> findings, bool strict)
    {
        if (findings.Any(finding => finding is { Severity: FindingSeverity.Error, Code: Corruption }))
        {
            return ExitCode.VerificationFailed;
        }

        if (findings.Any(finding => finding.Severity == FindingSeverity.Error || (strict && finding.Severity == FindingSeverity.Warning)))
        {
            return ExitCode.Refused;
        }

        // What is looked at only when asked for is no gap.
        return findings.Any(finding => finding.Severity == FindingSeverity.NotChecked && finding.Code is not ("canaries" or "log")) ? ExitCode.Partial : ExitCode.Ok;
    }

    private static IEnumerable<string> Lines(Finding finding)
    {
        yield return $"{Word(finding.Severity),-11} {finding.What}";
        if (finding.Remedy.Length > 0)
        {
            yield return $"{"",-11} do: {finding.Remedy}";
        }
    }

    private static string Json(Finding finding) => JsonLines.Write(json =>
    {
        json.WriteString("severity", Word(finding.Severity).ToLowerInvariant().Replace(' ', '-'));
        json.WriteString("code", finding.Code);
        json.WriteString("what", finding.What);
        json.WriteString("do", finding.Remedy);
    });

    private static string Summary(IReadOnlyList<Finding> findings)
    {
        int Count(FindingSeverity severity) => findings.Count(finding => finding.Severity == severity);
        return FormattableString.Invariant(
            $"{Count(FindingSeverity.Error)} wrong, {Count(FindingSeverity.Warning)} warnings, {Count(FindingSeverity.NotChecked)} not checked, {Count(FindingSeverity.Ok)} in order.");
    }

    private static string Word(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "ERROR",
        FindingSeverity.Warning => "warning",
        FindingSeverity.NotChecked => "not checked",
        _ => "ok",
    };
}
