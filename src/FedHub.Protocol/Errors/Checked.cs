using System.Diagnostics.CodeAnalysis;

namespace FedHub.Protocol;

/// <summary>What a check gave: the value, or why not.</summary>
/// <typeparam name="T">What was checked.</typeparam>
public readonly struct Checked<T>
    where T : class
{
    private Checked(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>The checked value; null when refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null when accepted.</summary>
    public Refusal? Refusal { get; }

    /// <summary>An accepted value.</summary>
    public static implicit operator Checked<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Checked<T>(Refusal refusal) => new(null, refusal);

    /// <summary>Splits the two cases.</summary>
    public bool IsAccepted([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = Value;
        refusal = Refusal;
        return refusal is null && value is not null;
    }

    /// <summary>The value, or the refusal thrown as a <see cref="FedHubException"/>.</summary>
    public T OrThrow() => IsAccepted(out var value, out var refusal) ? value : throw new FedHubException(refusal);
}
