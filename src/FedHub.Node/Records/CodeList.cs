using System.Collections.Frozen;
using System.Collections.Immutable;

namespace FedHub.Node.Records;

/// <summary>The closed list of words that a field takes, each with the sentence that says what it means.</summary>
public sealed class CodeList
{
    private readonly FrozenSet<string> _tokens;

    internal CodeList(string field, bool isList, params ImmutableArray<(string Token, string Sentence)> codes)
    {
        Field = field;
        IsList = isList;
        Codes = codes;
        _tokens = codes.Select(code => code.Token).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Name of the field in the record schema.</summary>
    public string Field { get; }

    /// <summary>Whether a record may have several.</summary>
    public bool IsList { get; }

    /// <summary>Tokens with their meaning, in the order of the documentation.</summary>
    public ImmutableArray<(string Token, string Sentence)> Codes { get; }

    /// <summary>The tokens.</summary>
    public IEnumerable<string> Tokens => Codes.Select(code => code.Token);

    /// <summary>The tokens in one text, for messages.</summary>
    public string Listed => string.Join(", ", Tokens);

    /// <summary>Whether it is one of the tokens.</summary>
    public bool Holds(string token) => _tokens.Contains(token);
}
