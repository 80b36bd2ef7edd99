import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCounts } from '../reading.ts';

/** Whether this member wants to be told, on this machine. */
export function useNewsSetting() {
  return useLocalStorage({ key: 'news', defaultValue: false, getInitialValueInEffect: false });
}

/**
 * Asks the browser for leave to show notifications.
 * @returns false when it was refused; without notifications there is still the sound
 */
export async function mayTell(): Promise<boolean> {
  if (!('Notification' in globalThis)) return true;
  return (await Notification.requestPermission()) !== 'denied';
}

/**
 * Shows how many people wait in the tab's title, and tells of each one more by a notification and a
 * sound while the desk is not in front, where that was switched on. No word of a person is shown.
 */
export function useWaitingNews(): void {
  const { t } = useTranslation();
  const [on] = useNewsSetting();
  const { data } = useCounts();
  const waiting = data?.queue;
  const before = useRef<number | undefined>(undefined);
  useEffect(() => {
    const page = `${t('title')} · 1212 OCC`;
    document.title = waiting === undefined || waiting === 0 ? page : `(${waiting}) ${page}`;
  }, [waiting, t]);
  useEffect(() => {
    const more = waiting !== undefined && before.current !== undefined && waiting > before.current;
    before.current = waiting;
    if (more && on && !document.hasFocus()) tell(t('news.waiting', { count: waiting }));
  }, [waiting, on, t]);
}

function tell(words: string): void {
  if ('Notification' in globalThis && Notification.permission === 'granted') {
    // One at a time: a newer count takes the older one's place.
    new Notification(words, { tag: 'waiting' });
  }
  beep();
}

function beep(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  tone.frequency.value = 880;
  tone.connect(volume).connect(audio.destination);
  tone.addEventListener('ended', () => void audio.close());
  tone.start();
  tone.stop(audio.currentTime + 0.2);
}
