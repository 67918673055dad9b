namespace FedHub.Matching;

/// <summary>Keys of passports, cards and other papers.</summary>
internal static class DocumentKeys
{
    public static void Derive(string text, KeyCollector collector)
    {
        if (QualifiedNumber.ReadIssued(text, FieldNames.Document, collector) is not { } document)
        {
            return;
        }

        Add(document.Country, document.Number, collector);
        if (document.Country is null)
        {
            collector.Warn(WarningCode.IssuerUnknown, FieldNames.Document, "no issuing country: it can only be found as a possible match (grade C)");
        }
    }

    /// <summary>The plain key, the folded one where it can differ, and the one that fits any country.</summary>
    public static void Add(string? country, string number, KeyCollector collector)
    {
        var folded = LookAlikes.Fold(number);
        collector.Add(KeyClass.Document, KeyKinds.AnyDocument, Countries.Any + ":" + folded);
        if (country is null)
        {
            return;
        }

        collector.Add(KeyClass.Document, KeyKinds.Document, country + ":" + number);
        if (LookAlikes.IsAmbiguous(number))
        {
            collector.Add(KeyClass.Document, KeyKinds.FoldedDocument, country + ":" + folded);
        }
    }
}
