namespace FedHub.Matching;

/// <summary>Least sums of weights for the grades. One unit is about one and a half bits of evidence beyond an equal date of birth.</summary>
internal static class Thresholds
{
    /// <summary>Same: a document or personal number with its country, or rare names that sound alike in full with the full date of birth.</summary>
    public const double A = 60;

    /// <summary>Very likely: both names by their consonants and the full date of birth, or common names in full.</summary>
    public const double B = 42;

    /// <summary>Possible.</summary>
    public const double C = 10;
}
