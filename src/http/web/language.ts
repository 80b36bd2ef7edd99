import i18next, { type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['th', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'language';

/** Starts the page in the language that was chosen here before, else in Thai. */
export function startLanguage(words: Readonly<Record<Language, Resource[string][string]>>): void {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    localStorage.setItem(KEY, language);
  });
  void i18next.use(initReactI18next).init({
    lng: localStorage.getItem(KEY) === 'en' ? 'en' : 'th',
    fallbackLng: 'th',
    resources: {
      th: { translation: words.th },
      en: { translation: words.en },
    },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
}
