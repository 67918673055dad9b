namespace FedHub.Matching;

/// <summary>Words for the keys that met.</summary>
internal static class ScoreReasons
{
    private static readonly (string Kind, string Field, Agreement Agreement, string Text)[] _exact =
    [
        (KeyKinds.Document, FieldNames.Document, Agreement.Same, "number and issuing country are the same"),
        (KeyKinds.FoldedDocument, FieldNames.Document, Agreement.Similar, "number is the same but for look-alike characters, issuing country is the same"),
        (KeyKinds.AnyDocument, FieldNames.Document, Agreement.Similar, "number is the same but perhaps for look-alike characters; issuing country differs or is unknown to one side"),
        (KeyKinds.PersonalNumber, FieldNames.PersonalNumber, Agreement.Same, "number and country are the same"),
        (KeyKinds.AnyPersonalNumber, FieldNames.PersonalNumber, Agreement.Similar, "number is the same; its country differs or is unknown to one side"),
        (KeyKinds.Phone, FieldNames.Phone, Agreement.Same, "number is the same; numbers are shared and reissued"),
        (KeyKinds.Vin, FieldNames.Vehicle, Agreement.Same, "vehicle identification number is the same"),
        (KeyKinds.Plate, FieldNames.Vehicle, Agreement.Same, "plate and country are the same"),
        (KeyKinds.AnyPlate, FieldNames.Vehicle, Agreement.Similar, "plate is the same; its country differs or is unknown to one side"),
        (KeyKinds.Iban, FieldNames.Account, Agreement.Same, "bank account is the same"),
        (KeyKinds.Email, FieldNames.Account, Agreement.Same, "e-mail address is the same"),
        (KeyKinds.Crypto, FieldNames.Account, Agreement.Same, "crypto address is the same"),
        (KeyKinds.Handle, FieldNames.Account, Agreement.Same, "handle on the platform is the same; handles change hands"),
    ];

    /// <summary>One reason a field, the field that weighs most first.</summary>
    public static IReadOnlyList<FieldReason> Explain(IReadOnlyCollection<(string Kind, string Value)> common)
    {
        var reasons = new List<(double Weight, FieldReason Reason)>();
        foreach (var field in _exact.GroupBy(e => e.Field, StringComparer.Ordinal))
        {
            // The table lists the stronger kinds of a field first.
            var met = field.FirstOrDefault(e => common.Any(k => k.Kind == e.Kind));
            if (met.Kind is not null)
            {
                var weight = common.Where(k => field.Any(e => e.Kind == k.Kind)).Sum(k => KeyWeights.Of(k.Kind, k.Value));
                reasons.Add((weight, new FieldReason(met.Field, met.Agreement, met.Text)));
            }
        }

        var names = NameReasons.Explain(common);
        var nameWeight = common.Where(k => NameKeyWeights.IsNameKind(k.Kind)).Sum(k => KeyWeights.Of(k.Kind, k.Value));
        reasons.AddRange(names.Select(reason => (nameWeight, reason)));
        return [.. reasons.OrderByDescending(r => r.Weight).Select(r => r.Reason)];
    }
}
