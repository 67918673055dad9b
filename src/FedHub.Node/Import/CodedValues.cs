using FedHub.Matching;
using FedHub.Node.Records;

namespace FedHub.Node.Import;

/// <summary>Reads the fields that take only words of a list, and countries. What is not understood is left out with a warning, or costs the line where the mapping says so.</summary>
internal sealed class CodedValues(ImportMapping mapping)
{
    private const int MaxRouteLength = 10;
    private const char RouteSeparator = '>';

    /// <summary>The tokens of a field.</summary>
    internal IReadOnlyList<string> Tokens(CodeList codes, RowValues values, RowFindings findings)
    {
        if (!values.Has(codes.Field))
        {
            return [];
        }

        var words = codes.IsList ? values.List(codes.Field) : [values.Single(codes.Field)!];
        var known = mapping.Values[codes.Field];
        var tokens = new List<string>(words.Count);
        foreach (var word in words)
        {
            if (known.TryGetValue(word, out var token))
            {
                tokens.Add(token);
            }
            else
            {
                Unknown(codes.Field, findings, $"a word is none of {codes.Listed}; add it to `values.{codes.Field}` in the mapping");
            }
        }

        return [.. tokens.Distinct(StringComparer.Ordinal)];
    }

    internal IReadOnlyList<string> Citizenships(RowValues values, RowFindings findings)
    {
        if (!values.Has(RecordSchema.Citizenship))
        {
            return [];
        }

        var codes = values.List(RecordSchema.Citizenship).Select(Countries.Resolve).ToList();
        if (codes.Contains(null))
        {
            Unknown(RecordSchema.Citizenship, findings, "a country is not known; write ISO 3166 codes such as KAZ, or XXA for stateless");
        }

        return [.. codes.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Countries in order, the same as typed but in codes.</summary>
    internal string? Route(RowValues values, RowFindings findings)
    {
        if (values.Single(RecordSchema.Route) is not { } text)
        {
            return null;
        }

        var codes = text.Split(RouteSeparator, StringSplitOptions.TrimEntries).Select(Countries.Resolve).ToList();
        if (codes.Contains(null) || codes.Count > MaxRouteLength)
        {
            Unknown(RecordSchema.Route, findings, "expected 1 to 10 countries in the order of the way, such as KGZ>KAZ>TUR");
            return null;
        }

        return string.Join(RouteSeparator, codes);
    }

    internal string? Sex(RowValues values, RowFindings findings)
    {
        if (values.Single(RecordSchema.Sex) is not { } word)
        {
            return null;
        }

        if (mapping.Sexes.TryGetValue(word, out var sex))
        {
            return sex;
        }

        Unknown(RecordSchema.Sex, findings, "not understood; add the word to `sexes` in the mapping for M, F or X");
        return null;
    }

    private void Unknown(string field, RowFindings findings, string reason)
    {
        if (mapping.RejectsUnknownValues)
        {
            findings.Reject(field, reason);
        }
        else
        {
            findings.WarnField(field, "unknown-value", reason + "; left out");
        }
    }
}
