using System.Text;
using FedHub.Cli.Terminal;
using FedHub.Cryptography.Match;
using FedHub.Node.Policy;

namespace FedHub.Cli.Policy;

/// <summary>What policies say, in lines of text and of JSON.</summary>
internal static class PolicyText
{
    public static string Lines(PolicyAnswer answer)
    {
        var text = new StringBuilder(answer.Collection.ToString());
        foreach (var byRule in answer.Admitted.GroupBy(admitted => admitted.Value))
        {
            text.Append("\n  may ask      ").AppendJoin(", ", byRule.Select(admitted => admitted.Key.ToToken())).Append("   ").Append(byRule.Key);
        }

        if (answer.Denied.Count > 0)
        {
            text.Append("\n  may not ask  ").AppendJoin(", ", answer.Denied.Select(IdentifierClasses.ToToken)).Append("   no rule admits");
        }

        return answer.Admitted.Count == 0
            ? text.Append("\n  is told      nothing: who may not ask is not told whether there is a record").ToString()
            : text.Append("\n  is told      ").Append(answer.Decision.ToText()).Append("   ").Append(answer.DecidedBy?.ToString() ?? "no rule fits").ToString();
    }

    public static string Json(PolicyAnswer answer) => JsonLines.Write(json =>
    {
        json.WriteString("collection", answer.Collection.ToString());
        json.WriteStartObject("mayAsk");
        foreach (var (identifierClass, place) in answer.Admitted)
        {
            json.WriteString(identifierClass.ToToken(), place.ToString());
        }

        json.WriteEndObject();
        json.WriteStrings("mayNotAsk", answer.Denied.Select(IdentifierClasses.ToToken));
        json.WriteStringOrNull("isTold", answer.Admitted.Count == 0 ? null : answer.Decision.ToText());
        json.WriteStringOrNull("decidedBy", answer.Admitted.Count == 0 ? null : answer.DecidedBy?.ToString());
    });

    public static string Line(PolicyChange change)
    {
        var sign = change.Kind switch
        {
            PolicyChangeKind.Widened => '+',
            PolicyChangeKind.Narrowed => '-',
            _ => '~',
        };
        return $"{sign} {change.Collection}: {change.Text}{(change.WidensAccessToVictims ? "  [WIDENS ACCESS TO VICTIMS]" : "")}";
    }

    public static string Json(PolicyChange change) => JsonLines.Write(json =>
    {
        json.WriteString("collection", change.Collection.ToString());
        json.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
        json.WriteString("text", change.Text);
        json.WriteBoolean("widensAccessToVictims", change.WidensAccessToVictims);
    });

    /// <summary>All changes, or that there are none.</summary>
    public static async Task WriteAsync(CliTerminal terminal, IReadOnlyList<PolicyChange> changes, bool asJson)
    {
        foreach (var change in changes)
        {
            await terminal.Output.WriteLineAsync(asJson ? Json(change) : Line(change));
        }

        if (!asJson)
        {
            terminal.Say(changes.Count == 0
                ? "Nobody may ask or is told anything else than before."
                : FormattableString.Invariant(
                    $"{changes.Count(change => change.Kind == PolicyChangeKind.Widened)} widen (+), {changes.Count(change => change.Kind == PolicyChangeKind.Narrowed)} narrow (-), {changes.Count(change => change.Kind == PolicyChangeKind.Altered)} do neither (~)."));
        }
    }
}
