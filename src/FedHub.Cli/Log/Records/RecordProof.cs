using System.Globalization;
using FedHub.Cli.Log.Checking;
using FedHub.Cryptography;
using FedHub.Cryptography.Match;
using FedHub.Transparency;

namespace FedHub.Cli.Log.Records;

/// <summary>Holds an opened search record against the query's entry in the log: that it is what was searched, no less and no more.</summary>
internal static class RecordProof
{
    /// <summary>Every check with its outcome, in order.</summary>
    /// <param name="entry">The query's verified entry.</param>
    /// <param name="sealedRecord">As the node gave it.</param>
    /// <param name="record">What it holds.</param>
    public static IReadOnlyList<(bool Holds, string Text)> Check(OpenedEntry entry, ReadOnlySpan<byte> sealedRecord, OpenedRecord record)
    {
        var checks = new List<(bool, string)>
        {
            (Digest.Of(sealedRecord).ToString() == entry["search-record"], "the record is the one whose digest the officer signed and the log holds"),
            (record.QueryId.ToString() == entry.Subject, "the record is of this query"),
        };
        var asked = new HashSet<IdentifierClass>();
        foreach (var part in entry.All("part"))
        {
            checks.Add(CheckPart(part, record, asked));
        }

        foreach (var more in record.Classes.Keys.Where(one => !asked.Contains(one)))
        {
            checks.Add((false, $"class {more.ToToken()} is in the record, and nobody was asked for it"));
        }

        return checks;
    }

    private static (bool Holds, string Text) CheckPart(string part, OpenedRecord record, HashSet<IdentifierClass> asked)
    {
        if (part.Split(' ') is not [var slotText, _, var countText, var digestText] || !SlotId.TryParse(slotText, out var slot))
        {
            return (false, "a part of the query is not of the log's form");
        }

        asked.Add(slot.Class);
        if (!record.Classes.TryGetValue(slot.Class, out var opened))
        {
            return (false, $"{slot}: asked, and the record says nothing of it");
        }

        var isSame = opened.Elements.Count.ToString(CultureInfo.InvariantCulture) == countText
            && ElementsDigest.Compute(record.QueryId, slot, opened.Elements).ToString() == digestText;
        var padding = opened.Elements.Count - opened.Keys.Count;
        return isSame
            ? (true, FormattableString.Invariant($"{slot}: {opened.Keys.Count} key(s) and {padding} of padding make exactly the elements that were sent"))
            : (false, $"{slot}: the elements that were sent are others than the record makes");
    }
}
