"""Every word the checkout page shows, in its two languages."""

from typing import Literal

from generator.sandbox.amounts import exponent, major_units

Language = Literal["fr", "en"]

WORDINGS: dict[str, dict[Language, str]] = {
    "preview": {"fr": "Aperçu\u00a0: rien n’est payé ici", "en": "Preview: nothing is paid here"},
    "preview_detail": {
        "fr": "Cette page imite celle de Stripe sur votre ordinateur. Aucune carte n’est demandée ni débitée.",
        "en": "This page imitates Stripe’s on your own computer. No card is asked for or charged.",
    },
    "title": {"fr": "Paiement", "en": "Checkout"},
    "order": {"fr": "Votre commande", "en": "Your order"},
    "options": {"fr": "Options", "en": "Add-ons"},
    "add": {"fr": "Ajouter", "en": "Add"},
    "quantity": {"fr": "Quantité", "en": "Quantity"},
    "each": {"fr": "l’unité", "en": "each"},
    "total": {"fr": "Total", "en": "Total"},
    "update_total": {"fr": "Mettre à jour le total", "en": "Update total"},
    "details": {"fr": "Vos coordonnées", "en": "Your details"},
    "email": {"fr": "E-mail", "en": "Email"},
    "individual_name": {"fr": "Nom complet", "en": "Full name"},
    "business_name": {"fr": "Nom de l’entreprise", "en": "Business name"},
    "phone": {"fr": "Téléphone", "en": "Phone"},
    "tax_id": {"fr": "Numéro de TVA", "en": "VAT number"},
    "optional": {"fr": "facultatif", "en": "optional"},
    "choose": {"fr": "Choisir…", "en": "Choose…"},
    "terms": {
        "fr": "J’accepte les conditions générales de vente.",
        "en": "I agree to the terms of service.",
    },
    "pay": {"fr": "Payer (simulation)", "en": "Pay (simulated)"},
    "book": {"fr": "Réserver (simulation)", "en": "Book (simulated)"},
    "donate": {"fr": "Faire un don (simulation)", "en": "Donate (simulated)"},
    "subscribe": {"fr": "S’abonner (simulation)", "en": "Subscribe (simulated)"},
    "day": {"fr": "par jour", "en": "per day"},
    "week": {"fr": "par semaine", "en": "per week"},
    "month": {"fr": "par mois", "en": "per month"},
    "year": {"fr": "par an", "en": "per year"},
    "inactive": {"fr": "Ce lien n’est plus actif", "en": "This link is no longer active"},
    "inactive_detail": {
        "fr": "Le vendeur a désactivé ce lien de paiement.",
        "en": "The seller has deactivated this payment link.",
    },
    "unknown": {"fr": "Lien de paiement inconnu", "en": "Unknown payment link"},
    "unknown_detail": {
        "fr": "Aucun lien de paiement ne porte cette adresse. L’aperçu a peut-être été redémarré.",
        "en": "No payment link has this address. The preview may have been restarted.",
    },
    "thanks": {"fr": "Merci pour votre paiement", "en": "Thanks for your payment"},
    "thanks_detail": {
        "fr": "Paiement simulé. Chez Stripe, un reçu partirait par e-mail.",
        "en": "Simulated payment. At Stripe, a receipt would be on its way by email.",
    },
    "problems": {"fr": "À corriger avant de payer", "en": "Please fix before paying"},
    "required": {"fr": "Ce champ est obligatoire.", "en": "This field is required."},
    "email_invalid": {
        "fr": "Indiquez une adresse e-mail valide, par exemple lea@exemple.fr.",
        "en": "Enter a valid email address, such as lea@example.com.",
    },
    "terms_required": {
        "fr": "Acceptez les conditions générales pour continuer.",
        "en": "Agree to the terms of service to continue.",
    },
    "digits_only": {"fr": "Chiffres uniquement.", "en": "Digits only."},
    "length_out_of_range": {
        "fr": "La longueur de ce texte ne convient pas.",
        "en": "This text is too short or too long.",
    },
    "quantity_out_of_range": {
        "fr": "Cette quantité n’est pas proposée.",
        "en": "This quantity is not on offer.",
    },
    "total_too_small": {
        "fr": "Le total est inférieur au minimum accepté.",
        "en": "The total is below the smallest amount accepted.",
    },
}

SYMBOLS = {"eur": "€", "usd": "$", "gbp": "£"}
NARROW_SPACE, SPACE = "\u202f", "\u00a0"


def language_of(locale: str) -> Language:
    """The page's language for a Checkout locale; Stripe knows forty, a preview two."""
    return "fr" if locale.lower().startswith("fr") else "en"


def words(language: Language) -> dict[str, str]:
    return {name: texts[language] for name, texts in WORDINGS.items()}


def money(amount: int, currency: str, language: Language) -> str:
    """An amount for reading: 1 234,50 € or €1,234.50."""
    number = f"{major_units(amount, currency):,.{exponent(currency)}f}"
    symbol = SYMBOLS.get(currency, currency.upper())
    if language == "fr":
        return number.replace(",", NARROW_SPACE).replace(".", ",") + SPACE + symbol
    return f"{symbol}{SPACE if len(symbol) > 1 else ''}{number}"
