'use strict';

// Numbers, times and colours as people read them.
const Format = {
  number: value => Math.round(value).toLocaleString('en'),

  rate: value => value >= 100 ? Format.number(value) : value >= 1 ? value.toFixed(1) : value > 0 ? value.toFixed(2) : '0',

  time: seconds => {
    if (seconds === null || seconds === undefined) { return ''; }
    if (seconds < 0.001) { return `${(seconds * 1e6).toFixed(0)} µs`; }
    if (seconds < 1) { return `${(seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0)} ms`; }
    if (seconds < 60) { return `${seconds.toFixed(1)} s`; }
    const minutes = Math.floor(seconds / 60);
    if (minutes < 60) { return `${minutes}:${String(Math.floor(seconds % 60)).padStart(2, '0')} min`; }
    const hours = Math.floor(minutes / 60);
    return hours < 48 ? `${hours}:${String(minutes % 60).padStart(2, '0')} h` : `${Math.floor(hours / 24)} days`;
  },

  bytes: value => {
    const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
    let unit = 0;
    while (value >= 1024 && unit < units.length - 1) { value /= 1024; unit++; }
    return `${value.toFixed(unit === 0 || value >= 100 ? 0 : 1)} ${units[unit]}`;
  },

  // The same colour for the same job, here and on every other screen. Neighbouring numbers are far apart on the circle.
  colour: id => {
    let hash = 7;
    for (const letter of id) { hash = (hash * 31 + letter.codePointAt(0)) | 0; }
    const hue = Math.abs(hash * 137.508) % 360;
    return `hsl(${hue.toFixed(0)} 55% 52%)`;
  },
};
