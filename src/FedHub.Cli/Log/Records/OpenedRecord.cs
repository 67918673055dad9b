using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using FedHub.Contracts.Query.V1;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using Google.Protobuf;

namespace FedHub.Cli.Log.Records;

/// <summary>A search record that the national auditor's key has opened: what was searched, and the elements that this makes.</summary>
internal sealed class OpenedRecord
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private OpenedRecord(QueryId queryId, string caseReference, IReadOnlyDictionary<IdentifierClass, OpenedClass> classes)
    {
        QueryId = queryId;
        CaseReference = caseReference;
        Classes = classes;
    }

    public QueryId QueryId { get; }

    /// <summary>What the officer typed for the case.</summary>
    public string CaseReference { get; }

    public IReadOnlyDictionary<IdentifierClass, OpenedClass> Classes { get; }

    /// <summary>Opens a record and computes every element anew; false when it is not sealed to this key, or malformed.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> sealedRecord, SealingKey key, [NotNullWhen(true)] out OpenedRecord? record)
    {
        record = null;
        if (!key.TryOpen(sealedRecord, out var plaintext))
        {
            return false;
        }

        try
        {
            return TryRead(SearchRecord.Parser.ParseFrom(plaintext), out record);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or CryptographicException or DecoderFallbackException)
        {
            // Anybody can seal anything to a public key: an expected outcome.
            return false;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private static bool TryRead(SearchRecord message, [NotNullWhen(true)] out OpenedRecord? record)
    {
        record = null;
        if (!QueryId.TryFromBytes(message.QueryId.Span, out var queryId) || message.RuleSetVersion is 0 or > byte.MaxValue)
        {
            return false;
        }

        var classes = new Dictionary<IdentifierClass, OpenedClass>();
        foreach (var entry in message.Classes)
        {
            var identifierClass = (IdentifierClass)(int)entry.IdentifierClass;
            if (!Enum.IsDefined(identifierClass)
                || entry.SearchKeys.Count is 0 or > Voprf.MaxBatchCount
                || entry.Blinds.Count != entry.SearchKeys.Count
                || entry.PaddingSeed.Length != ElementPadding.SeedSize
                || !classes.TryAdd(identifierClass, Read(identifierClass, entry, (byte)message.RuleSetVersion)))
            {
                return false;
            }
        }

        record = new OpenedRecord(queryId, message.CaseReference, classes);
        return classes.Count > 0;
    }

    private static OpenedClass Read(IdentifierClass identifierClass, SearchRecordClass entry, byte ruleSetVersion)
    {
        Span<byte> stretched = stackalloc byte[MatchInput.StretchedSize];
        var elements = new GroupElement[entry.SearchKeys.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            MatchInput.Stretch(identifierClass, entry.SearchKeys[i].Span, stretched);
            using var blind = Blind.Import(entry.Blinds[i].Span);
            elements[i] = Voprf.Blind(MatchInput.Create(identifierClass, ruleSetVersion, stretched), blind);
        }

        return new OpenedClass([.. entry.SearchKeys.Select(key => _utf8.GetString(key.Span))], ElementPadding.Pad(elements, entry.PaddingSeed.Span));
    }
}
