namespace FedHub.Matching;

/// <summary>The weight of each key, a pure function of its kind and value.</summary>
internal static class KeyWeights
{
    /// <summary>
    /// Every weight is a multiple of a 64th, which a binary fraction holds exactly: sums are the same on both sides whatever order they are
    /// added in, and so is the grade of a sum that just reaches a threshold.
    /// </summary>
    public const int UnitsPerPoint = 64;

    // Wherever the middle key meets, the one without the country meets too: together they make B.
    private const double WithAny = Thresholds.B - Thresholds.C;

    public static double Of(string kind, string value) => kind switch
    {
        KeyKinds.Document or KeyKinds.PersonalNumber => Thresholds.A,
        KeyKinds.FoldedDocument => WithAny,
        KeyKinds.AnyDocument or KeyKinds.AnyPersonalNumber => Thresholds.C,
        // A number is passed on within families and reissued within months: it links people, it does not identify one.
        KeyKinds.Phone => Thresholds.C,
        KeyKinds.Plate => WithAny,
        KeyKinds.AnyPlate => Thresholds.C,
        // A car is sold on and lent: like a plate it is very likely the person, and no more.
        KeyKinds.Vin => Thresholds.B,
        KeyKinds.Iban or KeyKinds.Email or KeyKinds.Crypto => Thresholds.A,
        // Platforms let names go and others take them up.
        KeyKinds.Handle => Thresholds.B,
        _ => NameKeyWeights.Of(kind, value),
    };
}
