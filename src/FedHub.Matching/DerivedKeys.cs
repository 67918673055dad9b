namespace FedHub.Matching;

/// <summary>The keys of one subject, weightiest first within each class, and what the subject's owner should know about them.</summary>
/// <param name="Keys">Distinct by kind and value.</param>
/// <param name="Warnings">Why something gave no key, or deserves a second look.</param>
public sealed record DerivedKeys(IReadOnlyList<SearchKey> Keys, IReadOnlyList<MatchWarning> Warnings)
{
    /// <summary>
    /// Classes of which an input gave no key, or whose keys exceeded the limit: a search by <see cref="Keys"/> does not ask for all that was given.
    /// The lightest of very many name keys are left out by design and do not count.
    /// </summary>
    public IReadOnlySet<KeyClass> Incomplete => Warnings.Where(IsLoss).Select(warning => FieldNames.ClassOf(warning.Field)).OfType<KeyClass>().ToHashSet();

    /// <summary>Counts only: the keys are identifiers.</summary>
    public override string ToString() => $"DerivedKeys({Keys.Count} keys, {Warnings.Count} warnings)";

    private static bool IsLoss(MatchWarning warning) => warning.Code switch
    {
        WarningCode.Unreadable or WarningCode.NoYearOfBirth or WarningCode.ScriptNotSupported or WarningCode.NameTooShort => true,
        WarningCode.Dropped => warning.Field != FieldNames.Name,
        _ => false,
    };
}
